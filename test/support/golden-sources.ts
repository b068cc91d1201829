// The programs of a file of goldens, for tests that need programs of every kind.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The contents of all `qdag` blocks in the `.md` files of a folder. */
export function programsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/^```qdag\n(.*?)^```$/gms)])
    .map((match) => match[1] ?? '')
}
