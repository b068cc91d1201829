// Rewrites what is another way to write operators, and turns comparisons one way round, so that the
// long form and the short form of a computation are one term.
import { constantTerm } from '../../dsl/term/constant.ts'
import type { Term } from '../../dsl/term/term.ts'
import { rewrite, withArgs } from './rewrite.ts'
import type { Graph } from './rewrite.ts'

export function desugar(graph: Graph): Graph {
  const { terms } = graph
  const one = constantTerm(terms, { kind: 'int', value: 1 })

  /** The value `by` ticks ago; a constant has always been what it is. */
  const ago = (term: Term, by: Term): Term =>
    term.clock.kind === 'const' ? term : terms.make('delay', [term, by], null, term.type, term.clock)

  const compare = (op: 'lt' | 'le', a: Term, b: Term, like: Term): Term =>
    terms.make(op, [a, b], null, 'bool', like.clock)

  const cross = (low: Term, high: Term, like: Term): Term =>
    terms.make(
      'and',
      [compare('lt', low, high, like), compare('le', ago(high, one), ago(low, one), like)],
      null,
      'bool',
      like.clock,
    )

  return rewrite(graph, (term, args) => {
    const [a = term, b = term, c = term] = args
    switch (term.op) {
      case 'gt':
        return compare('lt', b, a, term)
      case 'ge':
        return compare('le', b, a, term)
      case 'change':
        return terms.make('sub', [a, ago(a, b)], null, 'float', term.clock)
      case 'crossover':
        return cross(b, a, term)
      case 'crossunder':
        return cross(a, b, term)
      case 'clamp':
        return terms.make(
          'min@1',
          [terms.make('max@1', [a, b], null, 'float', term.clock), c],
          null,
          'float',
          term.clock,
        )
      default:
        return withArgs(terms, term, args)
    }
  })
}
