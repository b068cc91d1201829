// The call of a function written in the language: its body with the arguments in place of the
// parameters. Equal calls are checked once.
import type { Call, Fn } from '../../syntax/ast.ts'
import { bindArguments } from '../bind-arguments.ts'
import { isRecord } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { convert } from '../convert.ts'
import { withValues } from '../scope.ts'
import type { LanguageFunction, Scope } from '../scope.ts'
import { typeOf } from '../type-node.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { argumentValue } from './primitive-call.ts'
import { wholeNumberHint } from './whole-number.ts'

/** `zscore(x: float, n: int, ddof: int = 0)`, as the user wrote it. */
function functionSignature(fn: Fn, text: (span: Fn['span']) => string): string {
  const params = fn.params.map((param) => text(param.span))
  return `${fn.name.text}(${params.join(', ')})`
}

export function functionCall(check: Checker, expr: Call, target: LanguageFunction, scope: Scope): Value {
  const { fn } = target
  if (target.unsound === true) return unknownValue(check.terms, expr.span)
  const wanted = {
    callee: fn.name.text,
    params: fn.params.map((param) => ({ name: param.name.text, optional: param.value !== null })),
    variadic: false,
    text: functionSignature(fn, (span) => check.excerpt(span)),
  }
  const bound = bindArguments(check, wanted, expr.args, expr.span)
  if (bound === null) return unknownValue(check.terms, expr.span)
  const given = new Map<string, Value>()
  for (const param of fn.params) {
    const arg = bound.byName.get(param.name.text)
    if (arg === undefined) continue
    const type = typeOf(check, param.type, target.scope)
    // What the library takes as an int is how far it looks back.
    const hint = target.standard && type === 'int' ? wholeNumberHint(`\`${param.name.text}\``) : undefined
    given.set(param.name.text, convert(check, argumentValue(check, arg, scope, fn.name.text), type, hint))
  }
  if ([...given.values()].some(isUnknown)) return unknownValue(check.terms, expr.span)
  const made = check.inCall(target, expr.span, given, () => instantiate(check, target, given))
  const value = target.standard ? withOwnNa(check, made, expr) : made
  if (isUnknown(value)) return { ...value, span: expr.span }
  nameByCall(check, value, fn, expr.span)
  if (!fn.node) return { ...value, span: expr.span, written: expr.span }
  return marked(check, value, fn.name.text, expr.span)
}

/** What happens inside the library is not the user's: their call is what may be na. */
function withOwnNa(check: Checker, value: Value, { span }: Call): Value {
  if (value.na === null) return value
  return { ...value, na: { because: `\`${check.excerpt(span)}\` has no value on some ticks`, span } }
}

/** People know the result by the call that they wrote, not by the text of the body. */
function nameByCall(check: Checker, { term }: Value, fn: Fn, call: Value['span']): void {
  const known = check.provenance.spanOf(term)
  if (known === null || known.file !== fn.span.file || term.args.length === 0) return
  if (known.start >= fn.span.start && known.end <= fn.span.end) check.provenance.move(term, call)
}

/** The value of a body, given the arguments; arguments left out take their defaults. */
export function instantiate(
  check: Checker,
  target: LanguageFunction,
  given: ReadonlyMap<string, Value>,
): Value {
  const { fn } = target
  const locals = new Map(given)
  for (const param of fn.params) {
    if (locals.has(param.name.text) || param.value === null) continue
    const value = check.expr(param.value, withValues(target.scope, locals))
    locals.set(param.name.text, convert(check, value, typeOf(check, param.type, target.scope)))
  }
  const body = check.expr(fn.body, withValues(target.scope, locals))
  return fn.returns === null ? body : convert(check, body, typeOf(check, fn.returns, target.scope))
}

/** The value of a `node let` or `node fn`: the same value, cut off as a node of its own. */
export function marked(check: Checker, value: Value, name: string, span: Value['span']): Value {
  if (value.clock.kind === 'const' || isUnknown(value)) return { ...value, span }
  if (isRecord(value.type) && Object.values(value.type.record).some(isRecord)) {
    return check.refuse('QD0319', span, { what: 'a record of records', place: 'as a node of its own' })
  }
  const term = check.terms.make('mark', [value.term], null, value.type, value.clock)
  check.provenance.place(term, span)
  check.provenance.name(term, name)
  return { ...value, term, span, written: span }
}
