// Keeps what V8 has compiled from one call to the next, in a file for each command. Node's own cache
// keeps modules as they are before they run, without the functions that are compiled while they do:
// a third of the time of a short call.
const fs = process.getBuiltinModule('node:fs')
const path = process.getBuiltinModule('node:path')
const { crc32 } = process.getBuiltinModule('node:zlib')

/** Code that begins at such a place is used as it lies. */
const alignment = 8
const sumLength = 8
/** Versions of the program that one person may use side by side. */
const keptBuilds = 4

/**
 * @typedef {ReadonlyMap<string, Buffer>} Code what V8 compiled, by the name of the script
 * @typedef {object} CodeCache
 * @property {Code} code
 * @property {boolean} isWhole whether a call that was carried out has left its code
 * @property {(code: Code, isWhole: boolean) => void} keep replaces all; that it cannot be written is no failure
 */

/**
 * What was kept for a command; null where nothing can or may be kept. It lies where only the user
 * writes: V8 trusts it.
 *
 * @param {string} build the bundle to which the code belongs
 * @param {string} command
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {CodeCache | null}
 */
export function openCodeCache(build, command, env) {
  const root = findRoot(env)
  if (root === null) return null
  const folder = path.join(root, build)
  const file = path.join(folder, `${command}-${process.version}-${process.arch}`)
  return { ...readCode(file), keep: (code, isWhole) => writeCode(root, folder, file, code, isWhole) }
}

/** @param {Readonly<Record<string, string | undefined>>} env */
function findRoot(env) {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? ''
  const caches = env['XDG_CACHE_HOME'] || (path.isAbsolute(home) ? path.join(home, '.cache') : '')
  return env['QMTL_NO_COMPILE_CACHE'] || !path.isAbsolute(caches) ? null : path.join(caches, 'qmtl', 'code')
}

/**
 * A file is a checksum of the rest, since V8 takes damaged code for good; a line that says whether it
 * is whole, names and lengths, with blanks up to the alignment; the code.
 *
 * @param {string} file
 * @returns {Pick<CodeCache, 'code' | 'isWhole'>}
 */
function readCode(file) {
  /** @type {Map<string, Buffer>} */
  const code = new Map()
  try {
    const bytes = fs.readFileSync(file)
    if (bytes.toString('latin1', 0, sumLength) !== sumOf(bytes.subarray(sumLength)))
      return { code, isWhole: false }
    let at = bytes.indexOf('\n') + 1
    const [whole, ...parts] = bytes.toString('latin1', sumLength, at).trimEnd().split(' ')
    for (const part of parts) {
      const [name = '', length] = part.split(':')
      code.set(name, bytes.subarray(at, (at += Number(length))))
    }
    return { code, isWhole: whole === 'whole' }
  } catch {
    return { code, isWhole: false }
  }
}

/** @param {Buffer} bytes */
const sumOf = (bytes) => crc32(bytes).toString(16).padStart(sumLength, '0')

/**
 * @param {string} root
 * @param {string} folder
 * @param {string} file
 * @param {Code} code
 * @param {boolean} isWhole
 */
function writeCode(root, folder, file, code, isWhole) {
  const parts = [...code].map(([name, { length }]) => `${name}:${length}`)
  const head = [isWhole ? 'whole' : 'part', ...parts].join(' ')
  const blanks = ' '.repeat(alignment - 1 - (head.length % alignment))
  const rest = Buffer.concat([Buffer.from(`${head}${blanks}\n`), ...code.values()])
  const partial = `${file}.${process.pid}`
  try {
    if (fs.mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) forgetOld(root)
    fs.writeFileSync(partial, Buffer.concat([Buffer.from(sumOf(rest)), rest]), { mode: 0o600 })
    fs.renameSync(partial, file)
  } catch {
    // The next call compiles again.
  }
}

/**
 * Removes what all but the latest bundles left.
 *
 * @param {string} root
 */
function forgetOld(root) {
  const folders = fs.readdirSync(root).map((name) => path.join(root, name))
  const aged = folders.map((folder) => ({ folder, madeAt: fs.statSync(folder).mtimeMs }))
  for (const { folder } of aged.toSorted((a, b) => b.madeAt - a.madeAt).slice(keptBuilds))
    fs.rmSync(folder, { recursive: true, force: true })
}
