// The licences of everything that the bundle holds, which their texts ask to travel with it.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { InternalError } from '../../compiler/internal-error.ts'
import { projectRoot } from './layout.ts'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
}

/** `node_modules/a/node_modules/@s/b/lib/x.js` → `node_modules/a/node_modules/@s/b` */
function packageFolder(input: string): string | null {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? null
}

/**
 * One text of all licences, in order of package names. A package without a licence is a bug: it may
 * not be bundled.
 *
 * @param inputs paths of the bundled files, relative to the project's root
 */
export function collectLicences(inputs: readonly string[]): string {
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== null))
  const sections = [...folders].map((folder) => {
    const at = join(projectRoot, folder)
    const manifest = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as Manifest
    const file = globSync('{LICENSE,LICENCE,License,license,COPYING}*', { cwd: at })[0]
    if (file === undefined && manifest.license === undefined)
      throw new InternalError(`${manifest.name} is bundled and has no licence`)
    const text =
      file !== undefined && existsSync(join(at, file)) ? readFileSync(join(at, file), 'utf8').trim() : ''
    return `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})\n\n${text}\n`
  })
  return sections.toSorted().join(`\n${'-'.repeat(80)}\n\n`)
}
