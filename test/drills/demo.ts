// The main job from end to end, for a reader: a new project, a first strategy planned and applied, a
// second one that finds half of its nodes there, and what both would have earned. Nothing is staged:
// each step is the program as people start it. It stands with the drills, outside the package.
//
//   npm run demo [-- --keep] [-- --program FILE]
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values: options } = parseArgs({
  options: {
    keep: { type: 'boolean', default: false },
    program: { type: 'string', default: fileURLToPath(new URL('../../cli/bin/qmtl.js', import.meta.url)) },
  },
})

const home = realpathSync(mkdtempSync(join(tmpdir(), 'qmtl-demo-')))
const project = join(home, 'demo')

/** A step of the program that did not end with 0. */
class StepFailed extends Error {
  readonly exitCode: number
  constructor(command: string, exitCode: number) {
    super(`"${command}" ended with ${exitCode}`)
    this.exitCode = exitCode
  }
}

function show(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** A few words to the reader. */
function tell(...lines: readonly string[]): void {
  show(['', ...lines.map((line) => `# ${line}`)].join('\n'))
}

let running: ChildProcess | null = null
let interrupted: number | null = null

// The step that runs ends in order when it is interrupted, and the demo cleans up behind it. A terminal
// tells the step by itself; who stops the demo alone has it told.
process.on('SIGINT', () => {
  interrupted = 130
})
process.on('SIGTERM', () => {
  interrupted = 143
  running?.kill('SIGTERM')
})

/** Runs `qmtl …line` in a folder; the reader sees what it says as it says it. */
async function qmtl(cwd: string, line: string): Promise<void> {
  show(`$ qmtl ${line}`)
  // Somebody's own state folder is no place for a demo.
  const { QMTL_STATE: _, ...env } = process.env
  running = spawn(process.execPath, [options.program, ...line.split(' ')], {
    cwd,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = (await once(running, 'close')) as [number | null]
  running = null
  const exitCode = interrupted ?? code ?? 1
  if (exitCode !== 0) throw new StepFailed(`qmtl ${line}`, exitCode)
}

/** What a person would do with `mv`. */
function move(from: string, to: string): void {
  show(`$ mv ${from} ${to}`)
  renameSync(join(project, from), join(project, to))
}

async function demo(): Promise<void> {
  const range = '--start 2015-06-01 --end 2018-08-14 --fee 0.1% --slippage 0.1%'

  tell('A new project: two strategies, and real daily prices of bitcoin to run them on.')
  await qmtl(home, 'init demo')
  tell(
    'Let us pretend that only one of them has been written yet: an average that crosses another.',
    'A plan says what would be made, and makes nothing.',
  )
  show('$ cd demo')
  move('strategies/pullback.qdag', '../pullback.qdag')
  await qmtl(project, 'plan --out first.qplan')
  tell('What was planned is what is applied: the file holds all of it, the sources are not read again.')
  await qmtl(project, 'apply first.qplan')

  tell(
    'Now a colleague brings a second strategy. It names things differently, but computes the same slow',
    'average and the same deviation of the same prices: those nodes are known, and are reused.',
  )
  move('../pullback.qdag', 'strategies/pullback.qdag')
  await qmtl(project, 'plan --out second.qplan')
  await qmtl(project, 'apply second.qplan')
  tell('And once more: there is nothing left to do.')
  await qmtl(project, 'plan --detailed-exitcode')

  tell(
    'What would they have earned? Costs are counted. The parameters are round numbers that were never',
    'fitted to these prices; bitcoin itself rose twenty-seven-fold meanwhile.',
  )
  await qmtl(project, `backtest trend ${range}`)
  show('')
  await qmtl(project, `backtest pullback ${range}`)
}

try {
  await demo()
  tell('That was all of it. Next: qmtl init DIR, and the README.md that lies there.')
} catch (error) {
  if (!(error instanceof StepFailed)) throw error
  process.stderr.write(`\nThe demo stops here: ${error.message}\n`)
  process.exitCode = error.exitCode
} finally {
  if (options.keep) tell(`The project is kept: ${project}`)
  else rmSync(home, { recursive: true, force: true })
}
