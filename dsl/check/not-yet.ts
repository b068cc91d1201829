// Constructs that are understood and cannot be run by this version: said once each, where the first
// value stands that needs one.
import type { Code } from '../diagnostics/catalog.ts'
import { reachable } from '../term/term.ts'
import type { Term } from '../term/term.ts'
import type { Checker } from './checker.ts'

type WaitingCode = Code & ('QD0902' | 'QD0903' | 'QD0913')

const WAITING: ReadonlyMap<string, readonly [code: WaitingCode, what: string]> = new Map([
  ['resample', ['QD0913', '`resample`']],
  ['hold', ['QD0913', '`hold`']],
  ['rec', ['QD0903', 'a recursion by hand']],
  ['tags', ['QD0902', 'an input by tags']],
])

function waitingOf({ op, attrs }: Term): readonly [WaitingCode, string] | undefined {
  return op === 'input' && attrs?.['since'] !== undefined ? ['QD0902', '`since`'] : WAITING.get(op)
}

/** Reports what the values of `roots` need and no engine has. */
export function reportWaiting(check: Checker, roots: readonly Term[]): void {
  const said = new Set<string>()
  for (const term of reachable(roots)) {
    const span = check.provenance.spanOf(term)
    const [code, what] = waitingOf(term) ?? []
    if (code === undefined || what === undefined || span === null || said.has(what)) continue
    said.add(what)
    check.report(code, span, { what })
  }
}
