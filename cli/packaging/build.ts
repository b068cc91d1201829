// Makes `dist/`: one bundle with an entry a command and everything that it needs inside, so that an
// installed package depends on no other. Run by `npm run build` and before every `npm pack`.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { Config, type Interfaces } from '@oclif/core'
import { build } from 'esbuild'
import pkg from '../../package.json' with { type: 'json' }
import { listEntries, metafilePath, outFolder, outProgram, projectRoot } from './layout.ts'
import { collectLicences } from './licences.ts'

/** The framework is CommonJS inside and expects what an ES module does not have. */
const banner = `import { createRequire as makeRequire } from 'node:module'
import { fileURLToPath as pathOf } from 'node:url'
const require = makeRequire(import.meta.url)
const __filename = pathOf(import.meta.url)
const __dirname = pathOf(new URL('.', import.meta.url))`

rmSync(outFolder, { recursive: true, force: true })
const { metafile } = await build({
  absWorkingDir: projectRoot,
  entryPoints: [...listEntries()],
  outbase: '.',
  outdir: outFolder,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  banner: { js: banner },
  // The framework looks for a transpiler only where sources run, which is never here.
  external: ['typescript', 'ts-node', 'tsx'],
  logLevel: 'warning',
})

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
