// The definitions of a file: params, inputs, lets and functions, in the order in which they need
// each other, and the scope that sees them.
import type { File, Test } from '../syntax/ast.ts'
import type { CheckOptions } from './check-options.ts'
import type { Checker } from './checker.ts'
import { collectNames, namesOf, needsOf, reportCycle } from './file-names.ts'
import { checkFunction } from './items/fn.ts'
import { checkInput } from './items/input.ts'
import { checkLet } from './items/let.ts'
import { bindParam, checkLimits } from './items/param.ts'
import type { BoundParam, Override } from './items/param.ts'
import { givenParams } from './items/test.ts'
import { orderDefinitions } from './order-definitions.ts'
import type { Definition, ProgramInput, ProgramParam } from './program.ts'
import type { LanguageFunction, Scope } from './scope.ts'
import { LIBRARY_FUNCTIONS, libraryFunction } from './standard-library.ts'
import { unknownValue } from './value.ts'
import type { Value } from './value.ts'
import { suggest } from '../diagnostics/suggest.ts'

export interface Definitions {
  readonly scope: Scope
  readonly inputs: readonly ProgramInput[]
  readonly inputValues: ReadonlyMap<string, Value>
  readonly params: readonly ProgramParam[]
  readonly lets: readonly Definition[]
}

export function checkDefinitions(
  check: Checker,
  file: File,
  options: CheckOptions,
  test: Test | null,
): Definitions {
  const names = collectNames(check, file)
  const { items, faulty } = names
  const { order, cycles } = orderDefinitions(new Map([...items].map(([key, item]) => [key, needsOf(item)])))
  const circular = new Set(cycles.flat())
  for (const cycle of cycles) reportCycle(check, items, cycle)

  const values = new Map<string, Value>()
  const fns = new Map<string, LanguageFunction>()
  const scope: Scope = {
    value: (name) => values.get(name) ?? null,
    fn: (name) => fns.get(name) ?? libraryFunction(name),
    valueNames: () => [...names.values],
    fnNames: () => [...fns.keys(), ...LIBRARY_FUNCTIONS],
    faulty,
    generators: null,
  }
  const overrides = overridesOf(check, file, options, test, faulty)
  const inputs: ProgramInput[] = []
  const params: BoundParam[] = []
  const lets: Definition[] = []
  for (const key of order) {
    const item = items.get(key)
    if (item === undefined) continue
    if (item.kind === 'fn') {
      const target = { fn: item, scope, standard: false, unsound: circular.has(key) }
      fns.set(item.name.text, target)
      if (circular.has(key)) continue
      const sound = checkFunction(check, target, names.values)
      fns.set(item.name.text, { ...target, unsound: !sound })
    } else if (circular.has(key)) {
      for (const name of namesOf(item)) values.set(name.text, unknownValue(check.terms, item.span))
    } else if (item.kind === 'param') {
      const bound = bindParam(check, item, overrides.get(item.name.text), scope)
      params.push(bound)
      values.set(item.name.text, bound.value)
    } else if (item.kind === 'input') {
      const { value, key: streamKey } = checkInput(check, item, options.missing)
      values.set(item.name.text, value)
      inputs.push({ name: item.name.text, key: streamKey, term: value.term, span: item.span })
    } else if (!namesOf(item).some((name) => values.has(name.text))) {
      for (const definition of checkLet(check, item, scope)) {
        values.set(definition.name, definition.value)
        lets.push(definition)
      }
    }
  }
  for (const param of params) checkLimits(check, param, scope)
  const written = (
    a: { item: { span: { start: number } } },
    b: { item: { span: { start: number } } },
  ): number => a.item.span.start - b.item.span.start
  return {
    scope,
    inputs: inputs.toSorted((a, b) => a.span.start - b.span.start),
    inputValues: new Map(
      inputs.map((input) => [input.name, values.get(input.name) ?? unknownValue(check.terms, input.span)]),
    ),
    params: params
      .toSorted(written)
      .flatMap(({ item, constant, text, overridden }) =>
        constant === null ? [] : [{ name: item.name.text, text, constant, overridden }],
      ),
    lets,
  }
}

/** Overrides by param: a test's givens before those from outside; reports names that are no params. */
function overridesOf(
  check: Checker,
  file: File,
  options: CheckOptions,
  test: Test | null,
  faulty: ReadonlySet<string>,
): ReadonlyMap<string, Override> {
  const params = new Set(file.items.filter((item) => item.kind === 'param').map((item) => item.name.text))
  for (const [name, override] of options.params ?? []) {
    if (params.has(name) || faulty.has(name)) continue
    const suggestion = suggest(name, params)
    check.report('QD0209', override.span, { name, strategy: file.name.text, suggestion })
  }
  const givens = test === null ? [] : [...givenParams(test, params)]
  const tested = givens.map(
    ([name, expr]) => [name, { expr, span: expr.span, text: check.text(expr.span) }] as const,
  )
  return new Map([...(options.params ?? []), ...tested])
}
