// What makes the bundle start faster than its sources. Each plugin changes how a module is reached,
// none what it does.
import { builtinModules } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Plugin } from 'esbuild'
import { projectRoot } from './layout.ts'

/**
 * An ES module that imports from a module of Node makes Node touch every export of it, which loads
 * half of Node: `node:util` alone costs 10 ms. Asking for the module itself touches nothing.
 */
export const builtinsWithoutFacade: Plugin = {
  name: 'builtins-without-facade',
  setup(build) {
    const names = builtinModules.map((name) => name.replace(/^node:/, ''))
    const filter = new RegExp(`^(?:node:)?(?:${names.join('|')})$`)
    build.onResolve({ filter }, ({ path, kind }) => {
      const name = path.startsWith('node:') ? path : `node:${path}`
      if (kind === 'require-call') return { path: name, namespace: 'required' }
      return kind === 'import-statement'
        ? { path: name, namespace: 'imported' }
        : { path: name, external: true }
    })
    build.onLoad({ filter: /^/, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = ${rarelyUsed.has(path) ? writeLazyModule(path) : writeModule(path)}`,
    }))
    build.onLoad({ filter: /^/, namespace: 'imported' }, ({ path }) => ({
      contents: writeNamedExports(path),
    }))
  },
}

/** Modules of Node that come with much else, take a while to load, and are used by few calls or none. */
const rarelyUsed = new Set(['node:child_process', 'node:crypto', 'node:perf_hooks', 'node:readline'])

const writeModule = (name: string) => `process.getBuiltinModule(${JSON.stringify(name)})`

const writeLazyModule = (name: string) => `new Proxy({}, { get: (_, key) => ${writeModule(name)}[key] })`

/** Each export by itself, so that those which nobody imports vanish without being touched. */
function writeNamedExports(name: string): string {
  const exported = Object.entries(process.getBuiltinModule(name) ?? {}).filter(
    ([key]) => /^[A-Za-z_]\w*$/.test(key) && key !== 'default',
  )
  const isLazy = (key: string, value: unknown) =>
    rarelyUsed.has(name) && typeof value === 'function' && /^[a-z]/.test(key)
  return [
    `const all = /* @__PURE__ */ (() => ${rarelyUsed.has(name) ? writeLazyModule(name) : writeModule(name)})()`,
    'export default all',
    ...exported.map(([key, value]) =>
      isLazy(key, value)
        ? `const ${key}_ = (...args) => all.${key}(...args)`
        : `const ${key}_ = /* @__PURE__ */ ((from) => from.${key})(all)`,
    ),
    `export { ${exported.map(([key]) => `${key}_ as ${key}`).join(', ')} }`,
  ].join('\n')
}

/**
 * The framework's own entry loads all of it, and compares versions. These are the parts that the
 * product imports; a part that is missing here fails the build.
 */
const frameworkParts = `
export * as Args from '@oclif/core/args'
export * as Errors from '@oclif/core/errors'
export * as Flags from '@oclif/core/flags'
export { Command } from '@oclif/core/command'
export { Config } from '@oclif/core/config'
export { CommandHelp, Help } from '@oclif/core/help'
export { run } from '@oclif/core/run'
export { settings } from '@oclif/core/settings'
`

export const frameworkInParts: Plugin = {
  name: 'framework-in-parts',
  setup(build) {
    build.onResolve({ filter: /^@oclif\/core$/ }, ({ resolveDir }) => ({
      path: '@oclif/core',
      namespace: 'framework',
      pluginData: resolveDir,
    }))
    build.onLoad({ filter: /^/, namespace: 'framework' }, ({ pluginData }) => ({
      contents: frameworkParts,
      resolveDir: String(pluginData),
    }))
  },
}

/**
 * What the framework loads and a package never needs: a search for commands where there is no
 * manifest, settings of users, traces for its own developers.
 */
const unneeded: Readonly<Record<string, string>> = {
  tinyglobby: 'export const glob = undefined',
  lilconfig: 'export const lilconfig = undefined',
  debug: 'module.exports = () => Object.assign(() => {}, { enabled: false })',
}

export const withoutUnneeded: Plugin = {
  name: 'without-unneeded',
  setup(build) {
    const filter = new RegExp(`^(?:${Object.keys(unneeded).join('|')})$`)
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'unneeded' }))
    build.onLoad({ filter: /^/, namespace: 'unneeded' }, ({ path }) => ({ contents: unneeded[path] ?? '' }))
    build.onResolve({ filter: /^yaml$/ }, () => ({
      path: join(projectRoot, 'node_modules/yaml/browser/index.js'),
    }))
  },
}

/**
 * Files that hardly a call goes without, or that are small and shared by many: with what they import
 * they load nothing heavy.
 */
const everyCall: readonly string[] = [
  'cli/base-command.ts',
  'cli/flags.ts',
  'cli/project/failures.ts',
  'cli/project/paths.ts',
  'cli/project/read-file.ts',
  'cli/project/config/instant.ts',
  'services/core/result.ts',
  'compiler/internal-error.ts',
  'compiler/identity/canonical-json.ts',
  'compiler/identity/dag-id.ts',
  'compiler/identity/node-id.ts',
  'compiler/dag/limits.ts',
  'compiler/dag/operations.ts',
  'dsl/diagnostics/catalog.ts',
  'dsl/term/clock.ts',
]

/**
 * The bundler makes a chunk for every set of entries that share a file, which gives dozens of tiny
 * ones, and each costs Node most of a millisecond. What every call loads anyway is therefore made
 * part of every entry, so that it is one chunk.
 *
 * @param entries files that are loaded by name or by a dynamic import, relative to the project
 */
export function oneChunkForEveryCall(entries: readonly string[]): Plugin {
  // The entry itself answers `--version` and loads nothing for it.
  const spared = new Set([...everyCall, 'cli/main.ts'])
  const injected = new Set(
    entries.filter((entry) => !spared.has(entry)).map((entry) => join(projectRoot, entry)),
  )
  return {
    name: 'one-chunk-for-every-call',
    setup(build) {
      build.onResolve({ filter: /^qmtl:every-call$/ }, ({ path }) => ({ path, namespace: 'every-call' }))
      build.onLoad({ filter: /^/, namespace: 'every-call' }, () => ({
        contents: everyCall.map((file) => `import './${file}'`).join('\n'),
        resolveDir: projectRoot,
      }))
      build.onLoad({ filter: /\.ts$/ }, ({ path }) =>
        injected.has(path)
          ? { contents: `${readFileSync(path, 'utf8')}\nimport 'qmtl:every-call'\n`, loader: 'ts' }
          : undefined,
      )
    },
  }
}
