// Takes records apart: a field of a record that was just made is its part, and what is chosen or
// delayed as a record is chosen and delayed field by field. Records remain only where a node has one.
import type { Term, Terms } from '../../dsl/term/term.ts'
import { isRecord } from '../../dsl/term/type.ts'
import { rewrite, withArgs } from './rewrite.ts'
import type { Graph } from './rewrite.ts'

/** The field of a term whose own operation is no longer a choice or a delay of records. */
function fieldOf(terms: Terms, record: Term, name: string): Term {
  if (record.op === 'record') {
    const names = record.attrs?.['names']
    const part = Array.isArray(names) ? record.args[names.indexOf(name)] : undefined
    if (part !== undefined) return part
  }
  const type = isRecord(record.type) ? (record.type.record[name] ?? 'unknown') : 'unknown'
  return terms.make('field', [record], { name }, type, record.clock)
}

/** `make` applied to each field, as a record again. */
function byField(terms: Terms, like: Term, make: (name: string, type: Term['type']) => Term): Term {
  const fields = isRecord(like.type) ? like.type.record : {}
  const names = Object.keys(fields).toSorted()
  const parts = names.map((name) => make(name, fields[name] ?? 'unknown'))
  return terms.make('record', parts, { names }, like.type, like.clock)
}

export function flatten(graph: Graph): Graph {
  const { terms } = graph
  return rewrite(graph, (term, args) => {
    const [a = term, b = term, c = term] = args
    const name = term.attrs?.['name']
    if (term.op === 'field' && typeof name === 'string') return fieldOf(terms, a, name)
    if (!isRecord(term.type)) return withArgs(terms, term, args)
    switch (term.op) {
      case 'delay':
        return byField(terms, term, (field, type) =>
          terms.make('delay', [fieldOf(terms, a, field), b], null, type, term.clock),
        )
      case 'if':
        return byField(terms, term, (field, type) =>
          terms.make('if', [a, fieldOf(terms, b, field), fieldOf(terms, c, field)], null, type, term.clock),
        )
      case 'coalesce':
        return byField(terms, term, (field, type) =>
          terms.make(
            'coalesce',
            [fieldOf(terms, a, field), fieldOf(terms, b, field)],
            null,
            type,
            term.clock,
          ),
        )
      default:
        return withArgs(terms, term, args)
    }
  })
}
