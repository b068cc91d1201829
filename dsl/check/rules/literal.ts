// Literals: constants of the type that they are written as.
import type { Literal } from '../../syntax/ast.ts'
import { CONST } from '../../term/clock.ts'
import { constantTerm } from '../../term/constant.ts'
import type { Constant } from '../../term/constant.ts'
import type { Checker } from '../checker.ts'
import type { Value } from '../value.ts'

function constantOf(expr: Literal): Constant {
  switch (expr.kind) {
    case 'duration':
      return { kind: 'duration', value: expr.ms }
    case 'na':
      return { kind: 'na' }
    case 'int':
    case 'float':
      return { kind: expr.kind, value: expr.value }
    case 'bool':
      return { kind: 'bool', value: expr.value }
    case 'string':
      return { kind: 'string', value: expr.value }
  }
}

export function literal(check: Checker, expr: Literal): Value {
  const term = constantTerm(check.terms, constantOf(expr))
  check.provenance.place(term, expr.span)
  return {
    term,
    type: term.type,
    clock: CONST,
    na: expr.kind === 'na' ? { because: 'it is na here', span: expr.span } : null,
    memory: 1,
    span: expr.span,
    written: expr.span,
  }
}
