// `let name: type = value` and `node let`.
import type { Let } from '../../syntax/ast.ts'
import type { Checker } from '../checker.ts'
import { convert } from '../convert.ts'
import type { Definition } from '../program.ts'
import { marked } from '../rules/function-call.ts'
import type { Scope } from '../scope.ts'
import { typeOf } from '../type-node.ts'
import { unknownValue } from '../value.ts'

/** The values that a let defines, by name. */
export function checkLet(check: Checker, item: Let, scope: Scope): readonly Definition[] {
  if (item.target.kind === 'fields') {
    check.report('QD0911', item.span, { what: 'taking a record apart in a `let`' })
    return item.target.names.map((name) => ({
      name: name.text,
      value: unknownValue(check.terms, name.span),
      span: item.span,
    }))
  }
  const name = item.target.name.text
  if (item.rec) {
    const value = check.refuse('QD0903', item.span, { what: '`let rec`' })
    return [{ name, value, span: item.span }]
  }
  const raw = check.expr(item.value, scope)
  const fitted = item.type === null ? raw : convert(check, raw, typeOf(check, item.type))
  const value = item.node ? marked(check, fitted, name, item.value.span) : fitted
  check.provenance.name(value.term, name)
  return [{ name, value, span: item.span }]
}
