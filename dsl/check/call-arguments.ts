// The values of a call's arguments by the names of its parameters, for calls that are constructs of
// the language.
import type { Call } from '../syntax/ast.ts'
import { bindArguments } from './bind-arguments.ts'
import type { Signature } from './bind-arguments.ts'
import type { Checker } from './checker.ts'
import { argumentValue } from './rules/primitive-call.ts'
import type { Scope } from './scope.ts'
import type { Value } from './value.ts'

/** Null after reporting arguments that do not fit; a parameter that was left out has no value. */
export function argumentsOf(
  check: Checker,
  signature: Signature,
  expr: Call,
  scope: Scope,
): ReadonlyMap<string, Value> | null {
  const bound = bindArguments(check, signature, expr.args, expr.span)
  if (bound === null) return null
  return new Map(
    signature.params.flatMap(({ name }) => {
      const arg = bound.byName.get(name)
      return arg === undefined ? [] : [[name, argumentValue(check, arg, scope, signature.callee)] as const]
    }),
  )
}
