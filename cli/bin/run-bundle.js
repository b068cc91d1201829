// Runs the bundle of an installed package: scripts that require each other by their paths. Does what
// Node's own `require` would do with them, and keeps what V8 compiles of them for the next call.
import { openCodeCache } from './code-cache.js'

const { existsSync, readFileSync } = process.getBuiltinModule('node:fs')
const { createRequire } = process.getBuiltinModule('node:module')
const path = process.getBuiltinModule('node:path')
const { Script } = process.getBuiltinModule('node:vm')

/** What a script is given, as by Node. */
const parameters = 'exports, require, module, __filename, __dirname'

/** Exits of calls that were carried out, without changes and with. */
const carriedOut = [undefined, 0, 2]

/**
 * @typedef {{ exports: unknown }} Module
 * @typedef {(id: string) => unknown} Require
 */

/**
 * @param {string} folder of the bundle, absolute
 * @param {string} main the script that begins, relative to the folder
 */
export function runBundle(folder, main) {
  const build = readFileSync(path.join(folder, 'build.txt'), 'latin1')
  const cache = openCodeCache(build, nameCommand(folder), process.env)
  /** @type {Map<string, { readonly script: import('node:vm').Script, readonly module: Module }>} */
  const loaded = new Map()
  let hasNew = false

  /** @type {Require} */
  const load = (file) => {
    const known = loaded.get(file)
    if (known !== undefined) return known.module.exports
    const text = `(function (${parameters}) {${readFileSync(file, 'utf8')}\n})`
    const cachedData = cache?.code.get(path.relative(folder, file))
    const script = new Script(text, { filename: file, ...(cachedData && { cachedData }) })
    hasNew ||= script.cachedDataRejected !== false
    /** @type {Module} */
    const module = { exports: {} }
    loaded.set(file, { script, module })
    /** @type {unknown} */
    const body = script.runInThisContext()
    const given = [module.exports, createRequireOf(file), module, file, path.dirname(file)]
    if (typeof body === 'function') Reflect.apply(body, module.exports, given)
    return module.exports
  }

  /** @param {string} file */
  const createRequireOf = (file) => {
    /** @type {Require} */
    const require = (id) => {
      if (id.startsWith('.')) return load(path.join(path.dirname(file), id))
      return id.startsWith(folder) ? load(id) : createRequire(file)(id)
    }
    return Object.assign(require, { resolve: (/** @type {string} */ id) => createRequire(file).resolve(id) })
  }

  if (cache !== null) {
    process.on('exit', () => {
      const isWhole = carriedOut.some((code) => code === process.exitCode)
      if (!hasNew && (cache.isWhole || !isWhole)) return
      const code = new Map(cache.code)
      for (const [file, { script }] of loaded)
        code.set(path.relative(folder, file), script.createCachedData())
      cache.keep(code, cache.isWhole || isWhole)
    })
  }
  load(path.join(folder, main))
}

/**
 * The command that is called; one name for all calls that are none.
 *
 * @param {string} folder
 */
function nameCommand(folder) {
  const word = process.argv[2] ?? ''
  return /^[a-z-]+$/.test(word) && existsSync(path.join(folder, 'cli', 'commands', `${word}.cjs`))
    ? word
    : 'none'
}
