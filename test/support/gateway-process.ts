// Applies in another process, which may be killed on the way.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ApplyOutcome } from '../../services/gateway/gateway.ts'
import type { EmbeddedPlace } from '../../services/host/embedded.ts'

const script = fileURLToPath(new URL('gateway-child.ts', import.meta.url))

export interface Applied {
  readonly steps: readonly string[]
  /** Null when the process was killed. */
  readonly outcome: ApplyOutcome | null
}

export interface ApplyProcess {
  /** Resolves at the first step, or when there is none. */
  readonly begun: Promise<void>
  readonly ended: Promise<Applied>
  kill(): void
}

/** `crashAt`: the number of the step at which the process kills itself. */
export function startApply(place: EmbeddedPlace, what: string, crashAt?: number): ApplyProcess {
  const crash = crashAt === undefined ? [] : [String(crashAt)]
  const child = spawn(process.execPath, [script, place.state, place.root, what, ...crash], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const steps: string[] = []
  let outcome: ApplyOutcome | null = null
  let errors = ''
  let begin = (): void => undefined
  const begun = new Promise<void>((resolve) => (begin = resolve))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')))
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    if (line.startsWith('step ')) steps.push(line.slice('step '.length))
    if (line.startsWith('outcome ')) outcome = JSON.parse(line.slice('outcome '.length)) as ApplyOutcome
    begin()
  })
  const ended = Promise.all([once(child, 'close'), once(lines, 'close')]).then(([[code, signal]]) => {
    begin()
    if (signal !== 'SIGKILL' && code !== 0)
      throw new TypeError(`the apply ended with ${String(code)}: ${errors}`)
    return { steps, outcome }
  })
  return { begun, ended, kill: () => void child.kill('SIGKILL') }
}
