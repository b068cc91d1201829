// Places where long work may stop.
import { setImmediate } from 'node:timers/promises'

/**
 * Lets the process hear what it was sent meanwhile; rejects with the reason of the signal when
 * somebody asked for an end.
 */
export async function checkpoint(signal: AbortSignal): Promise<void> {
  await setImmediate()
  signal.throwIfAborted()
}
