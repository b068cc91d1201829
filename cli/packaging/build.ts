// Makes `dist/`: one bundle with an entry a command and everything that it needs inside, so that an
// installed package depends on no other. Run by `npm run build` and before every `npm pack`.
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { Config, type Interfaces } from '@oclif/core'
import { build, type BuildOptions } from 'esbuild'
import pkg from '../../package.json' with { type: 'json' }
import {
  builtinsWithoutFacade,
  frameworkInParts,
  oneChunkForEveryCall,
  withoutUnneeded,
} from './bundle-plugins.ts'
import { easedFramework } from './ease-framework.ts'
import { listEntries, metafilePath, outFolder, outProgram, projectRoot } from './layout.ts'
import { collectLicences } from './licences.ts'
import { writeScript } from './write-script.ts'

const options = {
  absWorkingDir: projectRoot,
  entryPoints: [...listEntries()],
  outbase: '.',
  outdir: outFolder,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  legalComments: 'none',
  metafile: true,
  write: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  // The framework looks for a transpiler only where sources run, which is never here.
  external: ['typescript', 'ts-node', 'tsx'],
  logLevel: 'warning',
} satisfies BuildOptions

const plugins = [builtinsWithoutFacade, frameworkInParts, easedFramework, withoutUnneeded]
// Which files are loaded by a dynamic import is known only after a first run.
const first = await build({ ...options, plugins })
const entries = Object.values(first.metafile.outputs).flatMap(({ entryPoint }) => entryPoint ?? [])
const { metafile, outputFiles } = await build({
  ...options,
  plugins: [...plugins, oneChunkForEveryCall(entries)],
})

rmSync(outFolder, { recursive: true, force: true })
const identity = createHash('sha256')
for (const { path, text } of outputFiles) {
  const script = await writeScript(text)
  identity.update(script)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, script)
}
// Whatever is kept of a bundle is kept for this one.
writeFileSync(join(outFolder, 'build.txt'), identity.digest('hex').slice(0, 16))
mkdirSync(dirname(metafilePath), { recursive: true })
writeFileSync(metafilePath, JSON.stringify(metafile))
writeFileSync(join(outFolder, 'THIRD-PARTY-LICENSES.txt'), collectLicences(Object.keys(metafile.inputs)))

// Without its manifest the framework would load every command to learn what there is.
const config = await Config.load({
  root: outProgram,
  pjson: pkg as unknown as Interfaces.PJSON,
  ignoreManifest: true,
  errorOnManifestCreate: true,
})
const { manifest } = config.plugins.get(pkg.name) as unknown as { readonly manifest: object }
writeFileSync(join(outProgram, 'oclif.manifest.json'), `${JSON.stringify(manifest)}\n`)

const files = Object.keys(metafile.outputs)
const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0)
process.stdout.write(
  `dist: ${files.length} files, ${Math.round(bytes / 1024)} KiB, ${config.commandIDs.length} commands\n`,
)
