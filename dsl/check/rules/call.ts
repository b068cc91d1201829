// `f(…)`: finds what `f` is. The user's functions come first, then the library written in the
// language, then the primitives.
import { LATER, LATER_GENERATORS } from '../../builtins/later.ts'
import { PRIMITIVES } from '../../builtins/registry.ts'
import { suggest } from '../../diagnostics/suggest.ts'
import type { Call } from '../../syntax/ast.ts'
import type { Checker } from '../checker.ts'
import type { Scope } from '../scope.ts'
import { LIBRARY_FUNCTIONS } from '../standard-library.ts'
import { unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { instead } from './foreign.ts'
import { functionCall } from './function-call.ts'
import { GENERATORS, generatorCall } from './generator.ts'
import { hold } from './hold.ts'
import { prev } from './prev.ts'
import { primitiveCall } from './primitive-call.ts'
import { resample } from './resample.ts'
import { scan } from './scan.ts'

/** Calls that are constructs of the language: what they take is no function's business. */
const STRUCTURAL: ReadonlyMap<string, (check: Checker, expr: Call, scope: Scope) => Value> = new Map([
  ['resample', resample],
  ['hold', hold],
  ['scan', scan],
  ['prev', prev],
])

/** The functions of this version, for a message. */
const AVAILABLE = [...PRIMITIVES.keys(), ...LIBRARY_FUNCTIONS].toSorted()

export function call(check: Checker, expr: Call, scope: Scope): Value {
  const name = expr.callee.text
  const span = expr.callee.span
  const own = scope.fn(name)
  if (own !== null && !scope.faulty.has(name)) return functionCall(check, expr, own, scope)
  if (scope.faulty.has(name)) return unknownValue(check.terms, expr.span)
  const primitive = PRIMITIVES.get(name)
  if (primitive !== undefined) return primitiveCall(check, expr, primitive, scope)
  if (GENERATORS.has(name)) return generatorCall(check, expr, scope)
  const structural = STRUCTURAL.get(name)
  if (structural !== undefined) return structural(check, expr, scope)
  if (LATER.has(name))
    return check.refuse('QD0908', span, { what: `the builtin \`${name}\``, available: AVAILABLE })
  if (LATER_GENERATORS.has(name)) return check.refuse('QD0910', span, { what: `the generator \`${name}\`` })
  const names = [...scope.fnNames(), ...STRUCTURAL.keys(), ...PRIMITIVES.keys(), ...LATER]
  return check.refuse('QD0205', span, { name, suggestion: suggest(name, names), instead: instead(name) })
}
