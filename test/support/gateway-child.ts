// The other process: `gateway-child.ts STATE ROOT PLAN|resume [CRASH]` applies a plan file or resumes
// what is unfinished in `dev`, printing each step and at last the outcome, and kills itself at step
// number CRASH.
import { readFileSync, writeSync } from 'node:fs'
import { decodeQplan } from '../../compiler/plan/qplan.ts'
import type { ApplyOutcome } from '../../services/gateway/gateway.ts'
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
const outcome = what === 'resume' ? await gateway.resume('dev') : await applyFile(what)
writeSync(1, `outcome ${JSON.stringify(outcome)}\n`)
await opened.value.close()

async function applyFile(path: string): Promise<ApplyOutcome> {
  const text = readFileSync(path, 'utf8')
  const decoded = decodeQplan(text)
  return gateway.apply(decoded.ok ? decoded.sealed.plan.environment : 'dev', text)
}
