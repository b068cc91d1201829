// SIGINT and SIGTERM as one AbortSignal. A command that works longer than a moment gives the signal
// to its operation, which stops at its next checkpoint; nothing here ends the process by itself.
import process from 'node:process'
import type { ExitName } from './exit-codes.ts'

const orderlyStopMs = 2_000
/** A terminal and a wrapper such as npx often send the same Ctrl-C twice. */
const sameKeystrokeMs = 250

const controller = new AbortController()
let exit: Extract<ExitName, 'interrupted' | 'terminated'> | null = null

/** Why the work stops; operations may throw it or look for it. */
class Interrupted extends Error {
  override name = 'Interrupted'
}

export const interruption = {
  /** Aborted with an `Interrupted` as soon as somebody asked the program to stop. */
  signal: controller.signal,
  /** What the program exits with because of it; null while nobody asked. */
  get exit() {
    return exit
  },
}

/**
 * Starts to listen. The first signal asks for an orderly stop; a second one, or two seconds without
 * an end, gives the process its default death back.
 */
export function listenForSignals(): void {
  for (const [name, meaning] of [
    ['SIGINT', 'interrupted'],
    ['SIGTERM', 'terminated'],
  ] as const) {
    const die = () => {
      process.removeAllListeners(name)
      process.kill(process.pid, name)
    }
    let first = 0
    process.on(name, () => {
      if (exit !== null) {
        if (performance.now() - first > sameKeystrokeMs) die()
        return
      }
      first = performance.now()
      exit = meaning
      // The command may end without ever looking at the signal, so the code is set at once.
      process.exitCode = meaning === 'interrupted' ? 130 : 143
      setTimeout(die, orderlyStopMs).unref()
      controller.abort(new Interrupted('asked to stop'))
    })
  }
}
