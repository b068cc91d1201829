// The type that a type expression names.
import { suggest } from '../diagnostics/suggest.ts'
import type { TypeNode } from '../syntax/ast.ts'
import { BAR } from '../term/type.ts'
import type { Type } from '../term/type.ts'
import type { Checker } from './checker.ts'
import { fitsRecord } from './records.ts'

const NAMED: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['float', 'float'],
  ['int', 'int'],
  ['bool', 'bool'],
  ['string', 'string'],
  ['duration', 'duration'],
  ['Bar', BAR],
])
const LATER = new Set(['time', 'Trade', 'Quote', 'group'])

/** The type, or `unknown` after a report. */
export function typeOf(check: Checker, node: TypeNode): Type {
  if (node.kind === 'record') {
    const fields = new Map<string, Type>()
    for (const { name, type } of node.fields) {
      if (fields.has(name.text)) check.report('QD0314', name.span, { name: name.text })
      fields.set(name.text, typeOf(check, type))
    }
    const type = { record: Object.fromEntries(fields) }
    return fitsRecord(check, type, node.span) ? type : 'unknown'
  }
  const name = node.name.text
  if (check.faultyTypes.has(name)) return 'unknown'
  if (LATER.has(name) || node.argument !== null) {
    check.report('QD0905', node.span, { what: `the type \`${check.excerpt(node.span)}\`` })
    return 'unknown'
  }
  const type = NAMED.get(name)
  if (type !== undefined) return type
  check.report('QD0203', node.name.span, { name, suggestion: suggest(name, NAMED.keys()) })
  return 'unknown'
}
