// The definitions of a file: types, params, inputs, lets and functions, in the order in which they
// need each other, and the scope that sees them.
import type { File, Let, Test, TypeDecl } from '../syntax/ast.ts'
import type { CheckOptions } from './check-options.ts'
import type { Checker } from './checker.ts'
import { collectNames, namesOf, needsOf, reportCycle, reportTwice } from './file-names.ts'
import type { DefiningItem } from './file-names.ts'
import { checkImports } from './imports.ts'
import type { Libraries } from './imports.ts'
import { checkFunction } from './items/fn.ts'
import { checkInput } from './items/input.ts'
import { checkLet } from './items/let.ts'
import { bindParam, checkLimits } from './items/param.ts'
import type { BoundParam, Override } from './items/param.ts'
import { givenParams } from './items/test.ts'
import { declaredTypes } from './named-types.ts'
import { orderDefinitions } from './order-definitions.ts'
import type { Definition, ProgramInput, ProgramParam } from './program.ts'
import { checkRecursion } from './recursion/recursion.ts'
import type { LanguageFunction, Scope } from './scope.ts'
import { LIBRARY_FUNCTIONS, libraryFunction } from './standard-library.ts'
import { circularParts } from './strong-components.ts'
import type { Type } from '../term/type.ts'
import { unknownValue } from './value.ts'
import type { Value } from './value.ts'
import { suggest } from '../diagnostics/suggest.ts'

export interface Definitions {
  readonly scope: Scope
  readonly inputs: readonly ProgramInput[]
  readonly inputValues: ReadonlyMap<string, Value>
  readonly params: readonly ProgramParam[]
  readonly lets: readonly Definition[]
  /** The file's own functions and types, without what it imports. */
  readonly fns: ReadonlyMap<string, LanguageFunction>
  readonly types: ReadonlyMap<string, Type>
}

/** What is defined at once: one item, or the lets of a recursion. */
type Unit = { readonly item: DefiningItem } | { readonly members: readonly Let[] }

export function checkDefinitions(
  check: Checker,
  file: File,
  options: CheckOptions,
  test: Test | null,
  libraries: Libraries = new Map(),
): Definitions {
  // Params from outside belong to the strategy, never to what it imports.
  const { params: _, ...forLibraries } = options
  const imported = checkImports(check, file, options, libraries, (library, known) =>
    checkDefinitions(check, library, forLibraries, null, known),
  )
  const names = collectNames(check, file)
  const { items } = names
  const faulty = new Set([...names.faulty, ...imported.faulty])
  const needs = new Map([...items].map(([key, item]) => [key, needsOf(item)]))
  const recursions = recursiveParts(items, needs)
  const units = unitsOf(items, recursions)
  const { order, cycles } = orderDefinitions(contracted(items, needs, recursions))
  const circular = new Set(cycles.flat())
  for (const cycle of cycles) reportCycle(check, items, cycle)

  const values = new Map<string, Value>()
  const fns = new Map<string, LanguageFunction>()
  const bare: Scope = {
    value: (name) => values.get(name) ?? null,
    fn: (name) => fns.get(name) ?? imported.fns.get(name) ?? libraryFunction(name),
    type: (name) => imported.types.get(name) ?? null,
    valueNames: () => [...names.values],
    fnNames: () => [...fns.keys(), ...imported.fns.keys(), ...LIBRARY_FUNCTIONS],
    typeNames: () => [...imported.types.keys()],
    faulty,
    generators: null,
  }
  const types = declaredTypes(check, typesIn(check, file, imported.types), bare)
  const scope: Scope = {
    ...bare,
    type: (name) => types.get(name) ?? bare.type(name),
    typeNames: () => [...types.keys(), ...bare.typeNames()],
  }
  for (const name of imported.fns.keys()) reportShadowed(check, file, name)
  const overrides = overridesOf(check, file, options, test, faulty)
  const inputs: ProgramInput[] = []
  const params: BoundParam[] = []
  const lets: Definition[] = []
  const define = (definitions: readonly Definition[]): void => {
    for (const definition of definitions) {
      values.set(definition.name, definition.value)
      lets.push(definition)
    }
  }
  for (const key of order) {
    const unit = units.get(key)
    if (unit === undefined) continue
    if ('members' in unit) {
      if (!circular.has(key)) define(checkRecursion(check, unit.members, scope))
      continue
    }
    const { item } = unit
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
      const { value, key: streamKey } = checkInput(check, item, options.missing, scope)
      values.set(item.name.text, value)
      inputs.push({ name: item.name.text, key: streamKey, term: value.term, span: item.span })
    } else if (!namesOf(item).some((name) => values.has(name.text))) define(checkLet(check, item, scope))
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
    fns,
    types,
  }
}

/** The parts of the file that are recursions: circles of nothing but `let rec`. */
function recursiveParts(
  items: ReadonlyMap<string, DefiningItem>,
  needs: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  return circularParts(needs).filter((part) =>
    part.every((key) => {
      const item = items.get(key)
      return item?.kind === 'let' && item.rec && item.target.kind === 'name'
    }),
  )
}

/** The key of a part is that of its first item in the file. */
function keyOf(part: readonly string[], items: ReadonlyMap<string, DefiningItem>): string {
  return [...items.keys()].find((key) => part.includes(key)) ?? ''
}

function unitsOf(
  items: ReadonlyMap<string, DefiningItem>,
  recursions: readonly (readonly string[])[],
): ReadonlyMap<string, Unit> {
  const units = new Map<string, Unit>([...items].map(([key, item]) => [key, { item }]))
  for (const part of recursions) {
    const members = part
      .flatMap((key) => items.get(key) ?? [])
      .filter((item) => item.kind === 'let')
      .toSorted((a, b) => a.span.start - b.span.start)
    for (const key of part) units.delete(key)
    units.set(keyOf(part, items), { members })
  }
  return units
}

/** The needs with each recursion as one definition. */
function contracted(
  items: ReadonlyMap<string, DefiningItem>,
  needs: ReadonlyMap<string, readonly string[]>,
  recursions: readonly (readonly string[])[],
): ReadonlyMap<string, readonly string[]> {
  const owner = new Map(recursions.flatMap((part) => part.map((key) => [key, keyOf(part, items)] as const)))
  const result = new Map<string, string[]>()
  for (const [key, wanted] of needs) {
    const own = owner.get(key) ?? key
    const outside = wanted
      .map((need) => owner.get(need) ?? need)
      .filter((need) => need !== own || !owner.has(key))
    result.set(own, [...(result.get(own) ?? []), ...outside])
  }
  return result
}

function typesIn(
  check: Checker,
  file: File,
  imported: ReadonlyMap<string, Type>,
): ReadonlyMap<string, TypeDecl> {
  const types = new Map<string, TypeDecl>()
  for (const item of file.items) {
    if (item.kind !== 'type') continue
    const first = types.get(item.name.text)
    if (first !== undefined || imported.has(item.name.text))
      reportTwice(check, item.name, first === undefined ? [] : [first.name])
    else types.set(item.name.text, item)
  }
  return types
}

/** What a file imports it cannot define as well. */
function reportShadowed(check: Checker, file: File, name: string): void {
  for (const item of file.items)
    if (item.kind === 'fn' && item.name.text === name) reportTwice(check, item.name, [])
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
