// `let name: type = value` and `node let`.
import { suggest } from '../../diagnostics/suggest.ts'
import type { Span } from '../../source/span.ts'
import type { Let, Name } from '../../syntax/ast.ts'
import { fieldType, isRecord, showType } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { convert } from '../convert.ts'
import type { Definition } from '../program.ts'
import { marked } from '../rules/function-call.ts'
import type { Scope } from '../scope.ts'
import { typeOf } from '../type-node.ts'
import { fieldOf } from '../records.ts'
import { checkRecursion } from '../recursion/recursion.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'

/** The values that a let defines, by name. */
export function checkLet(check: Checker, item: Let, scope: Scope): readonly Definition[] {
  if (item.target.kind === 'fields') return checkPattern(check, item, item.target.names, scope)
  // What is marked as a recursion and does not look at itself is one of a single round.
  if (item.rec) return checkRecursion(check, [item], scope)
  const name = item.target.name.text
  const raw = check.expr(item.value, scope)
  const fitted = item.type === null ? raw : convert(check, raw, typeOf(check, item.type, scope))
  const value = item.node ? marked(check, fitted, name, item.value.span) : fitted
  check.provenance.name(value.term, name)
  return [{ name, value, span: item.span }]
}

/** `let {a, b} = r`: the fields of a record, each by its own name. */
function checkPattern(
  check: Checker,
  item: Let,
  names: readonly Name[],
  scope: Scope,
): readonly Definition[] {
  const raw = check.expr(item.value, scope)
  const fitted = item.type === null ? raw : convert(check, raw, typeOf(check, item.type, scope))
  const whole = item.node
    ? marked(check, fitted, names.map(({ text }) => text).join(', '), item.value.span)
    : fitted
  return names.map(({ text, span }) => {
    const value = partOf(check, whole, text, span)
    check.provenance.name(value.term, text)
    return { name: text, value, span: item.span }
  })
}

function partOf(check: Checker, whole: Value, name: string, span: Span): Value {
  if (isUnknown(whole)) return unknownValue(check.terms, span)
  const found = showType(whole.type)
  if (!isRecord(whole.type)) return check.refuse('QD0311', span, { name, found, suggestion: undefined })
  if (fieldType(whole.type, name) !== null) return fieldOf(check, whole, name, span)
  const suggestion = suggest(name, Object.keys(whole.type.record))
  return check.refuse('QD0311', span, { name, found, suggestion })
}
