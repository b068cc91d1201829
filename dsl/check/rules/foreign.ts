// What to say of a name that nothing has but that people bring along: another language's function, a
// library's name in front of a function, a field without its input.
import type { Expr, Field, Method } from '../../syntax/ast.ts'
import { isRecord } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { FOREIGN_NAMESPACES, foreignFunction, foreignValue } from '../foreign-names.ts'
import type { Scope } from '../scope.ts'
import type { Value } from '../value.ts'
import { isBuiltinFunction } from './builtin-function.ts'

const MOST_OFFERED = 3

function write(text: string): string {
  return `Write \`${text}\`.`
}

/** How a call of an unknown function is written here, where that is known. */
export function instead(name: string): string | undefined {
  const here = foreignFunction(name)
  return here === undefined ? undefined : write(here)
}

/** The same for an unknown value: the records in scope that have it as a field come first. */
export function insteadOfValue(name: string, scope: Scope): string | undefined {
  const folded = name.toLowerCase()
  const fields = scope.valueNames().flatMap((record) => {
    const type = scope.value(record)?.type
    if (type === undefined || !isRecord(type)) return []
    return Object.keys(type.record)
      .filter((field) => field.toLowerCase() === folded)
      .map((field) => `\`${record}.${field}\``)
  })
  if (fields.length > 0) return `Write ${fields.slice(0, MOST_OFFERED).join(' or ')}.`
  const here = foreignValue(name)
  return here === undefined ? undefined : write(here)
}

/** What to write for `x.name(…)`: there are no methods, so the function's own form. */
export function insteadOfMethod(name: string, scope: Scope): string {
  const known = functionNamed(name, scope)
  if (known !== undefined) return `Call it as a function: \`${known}(…)\`.`
  return instead(name) ?? 'There are no methods: functions are called as `f(x)`.'
}

/** Refuses `of.name` where `of` is what a library is called elsewhere; null where it is not. */
export function refuseNamespace(check: Checker, expr: Field | Method, scope: Scope): Value | null {
  const name = namespaceOf(expr.of, scope)
  if (name === null) return null
  const here = insideNamespace(expr, scope)
  const hint = `There are no namespaces${here === undefined ? ': functions are called by their names alone' : `: write \`${here}\``}.`
  return check.refuse('QD0204', expr.of.span, { name, suggestion: undefined, instead: hint })
}

function namespaceOf(of: Expr, scope: Scope): string | null {
  if (of.kind !== 'ref') return null
  const name = of.name.text
  const taken = scope.value(name) !== null || scope.faulty.has(name)
  return !taken && FOREIGN_NAMESPACES.has(name) ? name : null
}

function insideNamespace(expr: Field | Method, scope: Scope): string | undefined {
  const name = expr.name.text
  if (expr.kind === 'field') return foreignValue(name)
  const known = functionNamed(name, scope)
  return known === undefined ? foreignFunction(name) : `${known}(…)`
}

/** The function of that name, of this version or of a later one, in whatever case it was written. */
function functionNamed(name: string, scope: Scope): string | undefined {
  return [name, name.toLowerCase()].find((each) => scope.fn(each) !== null || isBuiltinFunction(each))
}
