// Constructs that are understood and cannot be run by this version: said once each, where the first
// value stands that needs one.
import type { Term } from '../term/term.ts'
import { reachable } from '../term/term.ts'
import type { Checker } from './checker.ts'

const WAITING = {
  resample: { code: 'QD0913', what: '`resample`' },
  hold: { code: 'QD0913', what: '`hold`' },
  rec: { code: 'QD0903', what: 'a recursion by hand' },
  tags: { code: 'QD0902', what: 'an input by tags' },
} as const

/** Reports what the values of `roots` need and no engine has. */
export function reportWaiting(check: Checker, roots: readonly Term[]): void {
  const said = new Set<string>()
  for (const term of reachable(roots)) {
    const waiting = Object.hasOwn(WAITING, term.op) ? WAITING[term.op as keyof typeof WAITING] : undefined
    const span = check.provenance.spanOf(term)
    if (waiting === undefined || span === null || said.has(waiting.what)) continue
    said.add(waiting.what)
    check.report(waiting.code, span, { what: waiting.what })
  }
}
