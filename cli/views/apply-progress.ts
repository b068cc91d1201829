// Progress of an apply in plain lines: at most one for each tenth of the work.
import type { ApplyEvent } from '../../services/gateway/gateway.ts'

/** A listener that tells how far an apply has come. */
export function applyProgress(tell: (line: string) => void): (event: ApplyEvent) => void {
  let told = 0
  return (event) => {
    if (event.kind === 'accepted') tell(`apply ${event.apply_id}: ${event.operations} operations`)
    if (event.kind === 'operations' || event.kind === 'bars') {
      if (event.kind === 'bars' && event.total === 0) return
      const tenth = Math.floor((10 * event.done) / Math.max(1, event.total))
      const key = (event.kind === 'bars' ? 100 : 0) + tenth
      if (key === told) return
      told = key
      tell(`  ${event.done} of ${event.total} ${event.kind}`)
    }
  }
}
