// Takes records apart: a field of a record that was just made is its part, and what is chosen or
// delayed as a record is chosen and delayed field by field. Records remain only where a node has one.
import { constantTerm } from '../../dsl/term/constant.ts'
import type { Clock } from '../../dsl/term/clock.ts'
import type { Term, Terms } from '../../dsl/term/term.ts'
import { fieldType, isRecord } from '../../dsl/term/type.ts'
import type { Type } from '../../dsl/term/type.ts'
import { covers, createDomains } from './domain.ts'
import type { Domains } from './domain.ts'
import { rewrite, withArgs } from './rewrite.ts'
import type { Graph } from './rewrite.ts'

export function flatten(graph: Graph): Graph {
  const { terms } = graph
  const records = createRecords(terms, createDomains())
  return rewrite(graph, (term, args) => {
    const [a = term, b = term, c = term] = args
    const name = term.attrs?.['name']
    if (term.op === 'field' && typeof name === 'string') return records.field(a, name)
    if (!isRecord(term.type)) return withArgs(terms, term, args)
    const { type, clock } = term
    switch (term.op) {
      case 'delay':
        return records.pointwise('delay', [a], [b], type, clock)
      case 'if':
        return records.choice(a, b, c, type, clock)
      case 'coalesce':
        return records.pointwise('coalesce', [a, b], [], type, clock)
      default:
        return withArgs(terms, term, args)
    }
  })
}

interface Records {
  field(record: Term, name: string): Term
  /** The operation on each field of `operands`, with the same `rest` for all. */
  pointwise(op: string, operands: readonly Term[], rest: readonly Term[], type: Type, clock: Clock): Term
  choice(condition: Term, a: Term, b: Term, type: Type, clock: Clock): Term
}

function createRecords(terms: Terms, domains: Domains): Records {
  const field = (record: Term, name: string): Term => {
    const names = record.attrs?.['names']
    const part = record.op === 'record' && Array.isArray(names) ? record.args[names.indexOf(name)] : undefined
    if (part !== undefined) return atAllTicks(part, record.args)
    const type = isRecord(record.type) ? fieldType(record.type, name) : null
    return terms.make('field', [record], { name }, type ?? 'unknown', record.clock)
  }

  /** A value at those of its ticks at which all others tick too: a field ticks with its record. */
  const atAllTicks = (value: Term, others: readonly Term[]): Term =>
    others.reduce((result, other) => {
      if (covers(domains.of(result), domains.of(other))) return result
      const always = constantTerm(terms, { kind: 'bool', value: true })
      const clock = result.clock.kind === 'const' ? other.clock : result.clock
      return choice(always, result, witness(other, result.type), result.type, clock)
    }, value)

  /** Something of the given type that ticks where `term` does. */
  const witness = (term: Term, type: Type): Term => {
    if (isRecord(term.type))
      return witness(field(term, Object.keys(term.type.record).toSorted()[0] ?? ''), type)
    if (isRecord(type)) return byField(type, term.clock, (_, part) => witness(term, part))
    if (term.type === type) return term
    const asked = term.type === 'bool' ? term : terms.make('isna', [term], null, 'bool', term.clock)
    if (type === 'bool') return asked
    const zero = constantTerm(terms, { kind: type === 'int' ? 'int' : 'float', value: 0 })
    return terms.make('if', [asked, zero, zero], null, type, term.clock)
  }

  const byField = (type: Type, clock: Clock, make: (name: string, type: Type) => Term): Term => {
    const fields = isRecord(type) ? type.record : {}
    const names = Object.keys(fields).toSorted()
    const parts = names.map((name) => make(name, fields[name] ?? 'unknown'))
    return terms.make('record', parts, { names }, type, clock)
  }

  const pointwise: Records['pointwise'] = (op, operands, rest, type, clock) =>
    isRecord(type)
      ? byField(type, clock, (name, part) =>
          pointwise(
            op,
            operands.map((operand) => field(operand, name)),
            rest,
            part,
            clock,
          ),
        )
      : terms.make(op, [...operands, ...rest], null, type, clock)

  const choice: Records['choice'] = (condition, a, b, type, clock) =>
    isRecord(type)
      ? byField(type, clock, (name, part) => choice(condition, field(a, name), field(b, name), part, clock))
      : terms.make('if', [condition, a, b], null, type, clock)

  return { field, pointwise, choice }
}
