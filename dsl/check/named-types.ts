// `type name = …`: names for types, which are structural: a name never becomes part of a type.
import type { TypeDecl, TypeNode } from '../syntax/ast.ts'
import type { Type } from '../term/type.ts'
import type { Checker } from './checker.ts'
import type { Scope } from './scope.ts'
import { typeOf } from './type-node.ts'

/** The declared types by name, each after those that it names; a circle of them is reported and unknown. */
export function declaredTypes(
  check: Checker,
  items: ReadonlyMap<string, TypeDecl>,
  scopeOf: (types: (name: string) => Type | null) => Scope,
): ReadonlyMap<string, Type> {
  const types = new Map<string, Type>()
  const open: string[] = []
  const typeNamed = (name: string): Type | null => {
    const item = items.get(name)
    const known = types.get(name)
    if (item === undefined || known !== undefined) return known ?? null
    if (open.includes(name)) {
      const cycle = [...open.slice(open.indexOf(name)), name].join(' → ')
      check.report('QD0326', item.name.span, { cycle })
      for (const each of open.slice(open.indexOf(name))) types.set(each, 'unknown')
      return 'unknown'
    }
    open.push(name)
    const type = typeOf(check, item.type, scopeOf(typeNamed))
    open.pop()
    if (!types.has(name)) types.set(name, type)
    return types.get(name) ?? type
  }
  // Those that are named most deeply come first, so that no chain of names nests calls.
  for (const name of inOrder(items)) typeNamed(name)
  return types
}

function inOrder(items: ReadonlyMap<string, TypeDecl>): readonly string[] {
  const order: string[] = []
  const seen = new Set<string>()
  const waiting = [...items.keys()].toReversed()
  for (let name = waiting.at(-1); name !== undefined; name = waiting.at(-1)) {
    const item = items.get(name)
    const needs =
      item === undefined || seen.has(name)
        ? []
        : namesIn(item.type).filter((each) => !seen.has(each) && items.has(each))
    seen.add(name)
    if (needs.length > 0) waiting.push(...needs)
    else {
      waiting.pop()
      if (!order.includes(name)) order.push(name)
    }
  }
  return order
}

function namesIn(node: TypeNode): readonly string[] {
  if (node.kind === 'record') return node.fields.flatMap((field) => namesIn(field.type))
  return node.argument === null ? [node.name.text] : [node.name.text, ...namesIn(node.argument)]
}
