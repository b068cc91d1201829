// Lets the framework load less. Its modules require each other, and what they may ever need, as soon
// as they are loaded; here each is loaded when it is first used.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Plugin } from 'esbuild'
import { InternalError } from '../../compiler/internal-error.ts'

interface Change {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** Places where the framework does slowly what can be done fast; what comes out is the same. */
const changes: readonly Change[] = [
  // The order of a few ASCII names. Asked for the order of a language, Node first reads its tables of all.
  { file: 'plugin.js', from: 'a.id.localeCompare(b.id)', to: '(a.id < b.id ? -1 : 1)' },
  // A small file; starting Node's threads takes longer than reading it.
  {
    file: 'fs.js',
    from: `await (0, promises_1.readFile)(path, 'utf8')`,
    to: `node_fs_1.readFileSync(path, 'utf8')`,
  },
  // A look for Windows below Linux, for a line that nobody is shown.
  { file: 'os.js', from: `await import('wsl-utils')`, to: '({ isWsl: false })' },
]

export const easedFramework: Plugin = {
  name: 'eased-framework',
  setup(build) {
    const left = new Set(changes)
    build.onLoad({ filter: /@oclif[\\/]core[\\/]lib[\\/].*\.js$/ }, ({ path }) => {
      let text = readFileSync(path, 'utf8')
      for (const change of changes) {
        if (basename(path) !== change.file || !text.includes(change.from)) continue
        text = text.replaceAll(change.from, change.to)
        left.delete(change)
      }
      return { contents: requireAtUse(text) }
    })
    build.onEnd(() => {
      for (const { file } of left) throw new InternalError(`the framework's ${file} is not as expected`)
    })
  },
}

/**
 * Turns the requires at the top of a CommonJS module into properties that are made at their first
 * use. They are recognised as the TypeScript compiler writes them: one a line, and a name that stands
 * for nothing else in the file.
 */
function requireAtUse(text: string): string {
  const names: string[] = []
  const declared = text.replace(
    /^(?:const|var) (\w+) = (.*\brequire\(.*\));$/gm,
    (_, name: string, value: string) => {
      names.push(name)
      return `atUse(used, '${name}', () => ${value});`
    },
  )
  const used = names.reduce(
    (changed, name) => changed.replace(new RegExp(`(?<![.'"\\w])${name}\\b(?!['":])`, 'g'), `used.${name}`),
    declared,
  )
  const exported = used.replace(
    /^exports\.(\w+) = (__importStar\(require\(.*\)\));$/gm,
    (_, name: string, value: string) => `atUse(exports, '${name}', () => ${value});`,
  )
  return `const used = {};
const atUse = (target, name, load) => Object.defineProperty(target, name, {
  configurable: true,
  enumerable: true,
  get() {
    const value = load();
    Object.defineProperty(target, name, { value });
    return value;
  },
});
${exported}`
}
