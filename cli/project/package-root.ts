// Where the program itself lies: the clone, or the installed package. Templates are found from here.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { InternalError } from '../../compiler/internal-error.ts'

/** The folder of our own package.json; the same from source and from inside the bundle. */
export function packageRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && /"name":\s*"qmtl"/.test(readFileSync(manifest, 'utf8'))) return folder
    if (dirname(folder) === folder) throw new InternalError('the program lies in no package')
  }
}
