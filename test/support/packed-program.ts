// The program as a user gets it: packed, and installed into an empty folder without a network.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface PackedFile {
  readonly path: string
  readonly mode: number
}

export interface PackedProgram {
  /** Everything of this lies in one temporary folder; whoever packs removes it. */
  readonly folder: string
  readonly files: readonly PackedFile[]
  readonly tarballBytes: number
  /** The folder into which it was installed. */
  readonly home: string
  /** The installed program. */
  readonly program: string
}

function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', [...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Builds, packs and installs. Takes some seconds. */
export function packProgram(): PackedProgram {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'qmtl-package-')))
  const home = join(folder, 'home')
  mkdirSync(home)
  npm(['run', '--silent', 'build'], root)
  const answer = npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root)
  const [packed] = JSON.parse(answer) as [{ filename: string; size: number; files: PackedFile[] }]
  writeFileSync(join(home, 'package.json'), '{ "name": "home", "private": true }\n')
  const quiet = ['--ignore-scripts', '--offline', '--no-audit', '--no-fund']
  npm(['install', ...quiet, join(folder, packed.filename)], home)
  return {
    folder,
    files: packed.files,
    tarballBytes: packed.size,
    home,
    program: join(home, 'node_modules/qmtl/cli/bin/qmtl.js'),
  }
}
