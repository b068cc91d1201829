// The type that a type expression names.
import { suggest } from '../diagnostics/suggest.ts'
import type { TypeNode } from '../syntax/ast.ts'
import { FROZEN, isGroup, showType } from '../term/type.ts'
import type { Type } from '../term/type.ts'
import type { Checker } from './checker.ts'
import { fitsRecord } from './records.ts'
import type { Scope } from './scope.ts'

const NAMED: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['float', 'float'],
  ['int', 'int'],
  ['bool', 'bool'],
  ['string', 'string'],
  ['duration', 'duration'],
  ...FROZEN,
])

/** The type, or `unknown` after a report. */
export function typeOf(check: Checker, node: TypeNode, scope: Scope): Type {
  if (node.kind === 'record') {
    const fields = new Map<string, Type>()
    for (const { name, type } of node.fields) {
      if (fields.has(name.text)) check.report('QD0314', name.span, { name: name.text })
      fields.set(name.text, typeOf(check, type, scope))
    }
    const type = { record: Object.fromEntries(fields) }
    return fitsRecord(check, type, node.span) ? type : 'unknown'
  }
  const name = node.name.text
  if (scope.faulty.has(name)) return 'unknown'
  if (node.argument !== null) {
    if (name === 'group') return groupOf(check, node.argument, scope)
    check.report('QD0324', node.span, { name })
    return 'unknown'
  }
  if (name === 'group') {
    check.report('QD0325', node.span, {})
    return 'unknown'
  }
  const type = NAMED.get(name) ?? scope.type(name)
  if (type !== undefined && type !== null) return type
  check.report('QD0203', node.name.span, {
    name,
    suggestion: suggest(name, [...NAMED.keys(), ...scope.typeNames()]),
  })
  return 'unknown'
}

function groupOf(check: Checker, member: TypeNode, scope: Scope): Type {
  const type = typeOf(check, member, scope)
  if (type === 'unknown') return type
  if (!isGroup(type)) return { group: type }
  check.report('QD0320', member.span, { found: showType(type) })
  return 'unknown'
}
