// `fn name(params): type = body`, checked once on its own, with parameters of which only the types
// are known. Constants and clocks are known at the calls, where the body is checked again.
import type { FnParam, Name } from '../../syntax/ast.ts'
import { ANY } from '../../term/clock.ts'
import type { Checker } from '../checker.ts'
import { convert } from '../convert.ts'
import { reportTwice } from '../file-names.ts'
import { instantiate } from '../rules/function-call.ts'
import { withValues } from '../scope.ts'
import type { LanguageFunction } from '../scope.ts'
import { typeOf } from '../type-node.ts'
import { unknownValue } from '../value.ts'
import type { Value } from '../value.ts'

/** Is the function sound by itself? Reports where it is not. `fileNames` are the file's values. */
export function checkFunction(
  check: Checker,
  target: LanguageFunction,
  fileNames: ReadonlySet<string>,
): boolean {
  const before = check.findings.length
  const seen: Name[] = []
  for (const { name } of target.fn.params) {
    if (seen.some((other) => other.text === name.text)) reportTwice(check, name, seen)
    else if (fileNames.has(name.text)) check.report('QD0202', name.span, { name: name.text })
    seen.push(name)
  }
  const given = new Map<string, Value>()
  for (const param of target.fn.params) {
    const value = open(check, target, param)
    // A default may name the parameters before it.
    if (param.value !== null) {
      convert(check, check.expr(param.value, withValues(target.scope, given)), value.type)
    }
    given.set(param.name.text, value)
  }
  instantiate(check, target, given)
  return !check.findings.slice(before).some((finding) => finding.severity === 'error')
}

/** A parameter of which only the type is known. */
function open(check: Checker, target: LanguageFunction, param: FnParam): Value {
  const type = typeOf(check, param.type, target.scope)
  if (type === 'unknown') return unknownValue(check.terms, param.span)
  const attrs = { fn: target.fn.name.text, name: param.name.text, at: param.span.start }
  const term = check.terms.make('parameter', [], attrs, type, ANY)
  const na = { because: 'an argument may be na', span: param.span }
  return { term, type, clock: ANY, na, memory: 1, span: param.span, written: param.span }
}
