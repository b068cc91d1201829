// Groups: `g.map(m => …)`, the aggregates over members, and `g["stream"]`.
import type { Index, Lambda, Method } from '../../syntax/ast.ts'
import { suggest } from '../../diagnostics/suggest.ts'
import { OPERATIONS } from '../../builtins/registry.ts'
import { reachable } from '../../term/term.ts'
import type { Term } from '../../term/term.ts'
import { isGroup, showType } from '../../term/type.ts'
import type { Type } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { textOf } from '../constant-argument.ts'
import { asFloat } from '../convert.ts'
import { nameRule, STREAM_NAME } from '../items/stream-name.ts'
import { commonClock } from '../make.ts'
import { withValues } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'

interface Aggregate {
  readonly of: 'number' | 'bool' | 'either'
  readonly gives: 'float' | 'bool'
  /** Is there a value where no member has one? */
  readonly always: boolean
}

const AGGREGATES: ReadonlyMap<string, Aggregate> = new Map([
  ['mean', { of: 'number', gives: 'float', always: false }],
  ['sum', { of: 'number', gives: 'float', always: false }],
  ['min', { of: 'number', gives: 'float', always: false }],
  ['max', { of: 'number', gives: 'float', always: false }],
  ['median', { of: 'number', gives: 'float', always: false }],
  ['count', { of: 'either', gives: 'float', always: true }],
  ['any', { of: 'bool', gives: 'bool', always: true }],
  ['all', { of: 'bool', gives: 'bool', always: true }],
  ['fraction', { of: 'bool', gives: 'float', always: false }],
])

/** What a group can be asked. */
const GROUP_METHODS: readonly string[] = ['map', ...AGGREGATES.keys()]

export function groupMethod(check: Checker, expr: Method, group: Value, scope: Scope): Value {
  const name = expr.name.text
  const aggregate = AGGREGATES.get(name)
  if (name === 'map') return map(check, expr, group, scope)
  if (aggregate === undefined) {
    const near = suggest(name, GROUP_METHODS)
    const instead =
      near === undefined
        ? `A group has ${GROUP_METHODS.map((each) => `\`${each}\``).join(', ')}.`
        : `Did you mean \`${near}\`?`
    return check.refuse('QD0316', expr.name.span, { name, found: 'a group', instead })
  }
  const [extra] = expr.args
  if (extra !== undefined) {
    const signature = `${name}()`
    return check.refuse('QD0307', extra.span, { callee: name, argument: 'first argument', signature })
  }
  return aggregated(check, expr, group, aggregate)
}

function aggregated(check: Checker, expr: Method, group: Value, { of, gives, always }: Aggregate): Value {
  const { span } = expr
  const name = expr.name.text
  const member = isGroup(group.type) ? group.type.group : 'unknown'
  const kind = member === 'bool' ? 'bool' : member === 'float' || member === 'int' ? 'number' : null
  if (kind === null || (of !== 'either' && of !== kind)) {
    const needs = of === 'bool' ? 'bools' : of === 'number' ? 'numbers' : 'numbers or bools'
    return check.refuse('QD0323', expr.name.span, { name, needs, found: showType(group.type) })
  }
  const term = check.terms.make('aggregate', [group.term], { agg: name }, gives, group.clock)
  check.provenance.place(term, span)
  const because = `\`${check.excerpt(span)}\` is na where no member has a value`
  const na = gives === 'bool' || always ? null : { because, span }
  return { term, type: gives, clock: group.clock, na, memory: group.memory, span, written: span }
}

function map(check: Checker, expr: Method, group: Value, scope: Scope): Value {
  const { span } = expr
  const unknown = unknownValue(check.terms, span)
  const [only, more] = expr.args
  const lambda = only?.value
  if (lambda?.kind !== 'lambda' || more !== undefined || lambda.params.length !== 1)
    return check.refuse('QD0322', only?.span ?? span, { callee: 'map', form: 'm => …', count: 1 })
  const body = bodyOf(check, lambda, group, scope)
  if (isUnknown(body)) return unknown
  const elem = elemOf(check, group)
  const clock = commonClock(check, [{ ...group, term: elem }, body])
  const leaving = stateOf(elem, body.term)
  if (clock === null) return unknown
  if (leaving !== null) {
    const place = check.provenance.spanOf(leaving) ?? body.span
    const what = leaving.op.split('@')[0] ?? leaving.op
    return check.refuse('QD0507', place, { what: what === 'rec' ? 'a recursion' : what })
  }
  const type: Type = { group: body.type }
  const term = check.terms.make('map', [group.term, body.term], null, type, clock)
  check.provenance.place(term, span)
  return { term, type, clock, na: body.na, memory: body.memory, span, written: span }
}

function elemOf(check: Checker, group: Value): Term {
  const type = isGroup(group.type) ? group.type.group : 'unknown'
  return check.terms.make('elem', [group.term], null, type, group.clock)
}

function bodyOf(check: Checker, lambda: Lambda, group: Value, scope: Scope): Value {
  const term = elemOf(check, group)
  const name = lambda.params[0]?.text ?? ''
  const member: Value = {
    term,
    type: term.type,
    clock: group.clock,
    na: group.na,
    memory: group.memory,
    span: lambda.span,
    written: lambda.span,
  }
  check.provenance.name(term, name)
  const body = check.expr(lambda.body, withValues(scope, new Map([[name, member]])))
  // An int of a member is a number among others when members are taken together.
  return body.type === 'int' ? asFloat(check, body) : body
}

/** An operation of a member that keeps state since the origin, leaves the clock or nests groups. */
function stateOf(elem: Term, body: Term): Term | null {
  const open = new Set<Term>([elem])
  for (const term of reachable([body])) {
    if (!term.args.some((arg) => open.has(arg))) continue
    const memory = OPERATIONS.get(term.op)?.memory.kind
    if (memory === 'origin' || ['rec', 'hold', 'resample', 'map', 'aggregate', 'at'].includes(term.op))
      return term
    open.add(term)
  }
  return null
}

/** `g["stream"]`: one member by the name of its stream. */
export function groupAt(check: Checker, expr: Index, group: Value, index: Value): Value {
  const { span } = expr
  const type = isGroup(group.type) ? group.type.group : 'unknown'
  const stream = textOf(check, index, 'the name of a member')
  if (stream === null) return unknownValue(check.terms, span)
  if (!STREAM_NAME.test(stream)) return check.refuse('QD0312', index.span, { text: nameRule('a stream') })
  const term = check.terms.make('at', [group.term], { stream }, type, group.clock)
  check.provenance.place(term, span)
  const because = `\`${check.excerpt(span)}\` is na where "${stream}" does not tick`
  const na = type === 'bool' ? null : { because, span }
  return { term, type, clock: group.clock, na, memory: group.memory, span, written: span }
}
