// Another process at work on the same stores: it prints a line at each step, and can be killed at any.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('stores-child.ts', import.meta.url))

export interface StoresProcess {
  readonly pid: number
  /** The lines so far. */
  readonly lines: readonly string[]
  /** The next line that was not taken yet; null when the process has ended without one. */
  next(): Promise<string | null>
  /** SIGKILL; resolves when the process is gone and its last lines are read. */
  kill(): Promise<void>
  /** Sends SIGKILL without waiting. */
  strike(): void
  /** Resolves with the exit code when the process ends by itself; its standard error is in the message when it fails. */
  end(): Promise<number | null>
  /** Lets a process that waits for its input go on. */
  goOn(): void
}

/** Starts `job` (a function of stores-child.ts) on the stores at an address. */
export function startStoresProcess(address: string, job: string, ...args: readonly unknown[]): StoresProcess {
  return follow(job, process.execPath, [script, address, job, JSON.stringify(args)])
}

/** The same in a process that may write files of at most 1 MiB, as on a full disk. */
export function startCrampedProcess(
  address: string,
  job: string,
  ...args: readonly unknown[]
): StoresProcess {
  const cramp = 'ulimit -f 2048 && exec "$0" "$@"'
  return follow(job, 'sh', ['-c', cramp, process.execPath, script, address, job, JSON.stringify(args)])
}

function follow(job: string, command: string, argv: readonly string[]): StoresProcess {
  const child = spawn(command, argv, { stdio: ['pipe', 'pipe', 'pipe'] })
  const lines: string[] = []
  let taken = 0
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')))
  // The process may be dead before it is told to go on.
  child.stdin.on('error', () => undefined)
  const reader = createInterface({ input: child.stdout })
  let wake = () => {}
  reader.on('line', (line) => {
    lines.push(line)
    wake()
  })
  let ended = false
  const closed = Promise.all([once(child, 'close'), once(reader, 'close')]).then(([[code]]) => {
    ended = true
    wake()
    return code as number | null
  })
  return {
    pid: child.pid ?? 0,
    lines,
    async next() {
      while (taken >= lines.length) {
        if (ended) return null
        await new Promise<void>((resolve) => (wake = resolve))
      }
      taken += 1
      return lines[taken - 1] ?? null
    },
    async kill() {
      child.kill('SIGKILL')
      await closed
    },
    strike: () => void child.kill('SIGKILL'),
    async end() {
      const code = await closed
      if (code !== 0) throw new TypeError(`${job} ended with ${code}: ${stderr}`)
      return code
    },
    goOn: () => void child.stdin.write('\n'),
  }
}
