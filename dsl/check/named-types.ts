// `type name = …`: names for types, which are structural: a name never becomes part of a type.
import type { TypeDecl, TypeNode } from '../syntax/ast.ts'
import type { Type } from '../term/type.ts'
import type { Checker } from './checker.ts'
import { orderDefinitions } from './order-definitions.ts'
import type { Scope } from './scope.ts'
import { typeOf } from './type-node.ts'

/** The declared types by name; those in a circle are reported and unknown. `outer` knows the other types. */
export function declaredTypes(
  check: Checker,
  items: ReadonlyMap<string, TypeDecl>,
  outer: Scope,
): ReadonlyMap<string, Type> {
  const types = new Map<string, Type>()
  const scope: Scope = {
    ...outer,
    type: (name) => types.get(name) ?? outer.type(name),
    typeNames: () => [...items.keys(), ...outer.typeNames()],
  }
  const needs = new Map([...items].map(([name, item]) => [name, namesIn(item.type)]))
  const { order, cycles } = orderDefinitions(needs)
  for (const cycle of cycles) {
    const [first = ''] = cycle
    const item = items.get(first)
    if (item !== undefined) check.report('QD0326', item.name.span, { cycle: [...cycle, first].join(' → ') })
    for (const name of cycle) types.set(name, 'unknown')
  }
  for (const name of order) {
    const item = items.get(name)
    if (item !== undefined && !types.has(name)) types.set(name, typeOf(check, item.type, scope))
  }
  return types
}

function namesIn(node: TypeNode): readonly string[] {
  if (node.kind === 'record') return node.fields.flatMap((field) => namesIn(field.type))
  return node.argument === null ? [node.name.text] : [node.name.text, ...namesIn(node.argument)]
}
