// The other process: `gateway-child.ts STATE ROOT PLAN|resume [CRASH]` applies a plan file or resumes,
// printing each step and at last the outcome, and kills itself at step number CRASH.
import { readFileSync, writeSync } from 'node:fs'
import { openForApply } from '../../services/host/embedded.ts'

const [state = '', root = '', what = '', crash = ''] = process.argv.slice(2)
let step = 0

function onStep(name: string): void {
  writeSync(1, `step ${name}\n`)
  if (crash !== '' && step === Number(crash)) process.kill(process.pid, 'SIGKILL')
  step += 1
}

const opened = await openForApply({ state, root }, { onStep })
if (!opened.ok) throw new TypeError(opened.failure.message)
const { gateway } = opened.value
writeSync(1, 'ready\n')
const outcome =
  what === 'resume' ? await gateway.resume('dev') : await gateway.apply('dev', readFileSync(what, 'utf8'))
writeSync(1, `outcome ${JSON.stringify(outcome)}\n`)
await opened.value.close()
