// Where the program begins. The same file runs from source and inside the bundle: its own folder
// holds the commands in both.
import pkg from '../package.json' with { type: 'json' }

const argv = process.argv.slice(2)
if (['--version', '-V'].includes(argv[0] ?? '')) {
  // The version is known here; what everything else needs is not worth loading for it.
  const system = `${process.platform}-${process.arch}`
  process.stdout.write(`${pkg.name}/${pkg.version} ${system} node-${process.version}\n`)
} else {
  void import('./program.ts').then(({ runProgram }) => runProgram(import.meta.dirname, pkg, argv))
}
