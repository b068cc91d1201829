// A program of commands that misbehave, run by the product's own `runProgram`.
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runProgram } from '../../../cli/program.ts'

const manifest = {
  name: 'misbehaving',
  version: '0.0.0',
  oclif: { bin: 'misbehaving', topicSeparator: ' ', commands: { strategy: 'pattern', target: './commands' } },
}

await runProgram(fileURLToPath(new URL('.', import.meta.url)), manifest, process.argv.slice(2))
