// Where the program begins. The same file runs from source and inside the bundle: its own folder
// holds the commands in both.
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import pkg from '../package.json' with { type: 'json' }
import { runProgram } from './program.ts'

await runProgram(fileURLToPath(new URL('.', import.meta.url)), pkg, process.argv.slice(2))
