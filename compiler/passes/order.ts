// Puts the operands of commutative operators into one order, so that `a + b` and `b + a` are one
// term. The order must not depend on how the user wrote or named things, nor on the order of making:
// it compares first what is computed, then on which nodes, then with which constants.
import type { Term, Terms } from '../../dsl/term/term.ts'
import { COMMUTATIVE } from '../dag/operations.ts'
import { canonicalJson } from '../identity/canonical-json.ts'
import { encodeFloat } from '../identity/encode-float.ts'
import { sha256Hex } from '../identity/sha256.ts'
import { isCut } from './cut-rule.ts'
import { rewrite, withArgs } from './rewrite.ts'
import type { Graph } from './rewrite.ts'

/** Three views of a term, from coarse to exact. */
interface Digests {
  /** The operations, with upstream nodes and numeric constants left open. */
  readonly shape: string
  /** With the upstream nodes. */
  readonly wiring: string
  /** With the constants: equal only for equal terms. */
  readonly exact: string
}

function own(term: Term): string {
  const attrs = term.attrs ?? {}
  const value = attrs['value']
  const encoded =
    typeof value === 'number' ? { ...attrs, value: term.op === 'float' ? encodeFloat(value) : value } : attrs
  return canonicalJson([term.op, encoded, term.args.length === 0 ? [term.type, term.clock] : null])
}

function digest(parts: readonly string[]): string {
  return sha256Hex(parts.join(' '))
}

function digestsOf(term: Term, args: readonly Digests[]): Digests {
  const number = term.op === 'int' || term.op === 'float'
  const exact = digest([own(term), ...args.map((arg) => arg.exact)])
  if (number) return { shape: term.op, wiring: term.op, exact }
  if (isCut(term)) return { shape: 'node', wiring: exact, exact }
  return {
    shape: digest([own(term), ...args.map((arg) => arg.shape)]),
    wiring: digest([own(term), ...args.map((arg) => arg.wiring)]),
    exact,
  }
}

function before(a: Digests, b: Digests): boolean {
  if (a.shape !== b.shape) return a.shape < b.shape
  if (a.wiring !== b.wiring) return a.wiring < b.wiring
  return a.exact <= b.exact
}

export function order(graph: Graph): Graph {
  const known = new Map<Term, Digests>()
  const { terms } = graph
  return rewrite(graph, (term, args) => {
    const result = ordered(terms, term, args, known)
    if (!known.has(result))
      known.set(
        result,
        digestsOf(
          result,
          result.args.flatMap((arg) => known.get(arg) ?? []),
        ),
      )
    return result
  })
}

function ordered(terms: Terms, term: Term, args: readonly Term[], known: ReadonlyMap<Term, Digests>): Term {
  const [a, b] = args
  if (!COMMUTATIVE.has(term.op) || a === undefined || b === undefined) return withArgs(terms, term, args)
  const left = known.get(a)
  const right = known.get(b)
  const swap = left !== undefined && right !== undefined && !before(left, right)
  return withArgs(terms, term, swap ? [b, a] : [a, b])
}
