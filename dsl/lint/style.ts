// Style: what has a shorter or plainer spelling of the same value, each with its fix.
import type { Code } from '../diagnostics/catalog.ts'
import { report } from '../diagnostics/report.ts'
import type { Finding, Fix } from '../diagnostics/finding.ts'
import type { Span } from '../source/span.ts'
import type { Expr } from '../syntax/ast.ts'
import type { LintRule } from './rule.ts'
import { bare, everyExpression } from './walk.ts'

type Text = (span: Span) => string

function styleRule(code: Code, look: (expr: Expr, text: Text) => Finding | null): LintRule {
  return {
    code,
    check: ({ file, text }) => everyExpression(file).flatMap((expr) => look(expr, text) ?? []),
  }
}

function replacement(span: Span, newText: string): { readonly fix: Fix } {
  return { fix: { title: `write ${newText}`, edits: [{ span, newText }] } }
}

/** Does an expression bind more loosely than `not` and comparisons? */
function isLoose(expr: Expr): boolean {
  return expr.kind === 'if' || (expr.kind === 'chain' && (expr.level === 'or' || expr.level === 'and'))
}

/** `c` or `not c`: in parentheses only where it would fall apart without, for `not` may stand before it. */
function condition(expr: Expr, isTrue: boolean, text: Text): string {
  const inner = bare(expr)
  const plain = isLoose(inner) ? `(${text(inner.span)})` : text(inner.span)
  return isTrue ? plain : `not ${plain}`
}

function truthOf(expr: Expr): boolean | null {
  const inner = bare(expr)
  return inner.kind === 'bool' ? inner.value : null
}

/** `if c then true else false`. */
export const choiceOfBools = styleRule('QD1401', (expr, text) => {
  const [branch, another] = expr.kind === 'if' ? expr.branches : []
  if (expr.kind !== 'if' || branch === undefined || another !== undefined) return null
  const [then, otherwise] = [truthOf(branch.value), truthOf(expr.otherwise)]
  if (then === null || otherwise === null || then === otherwise) return null
  // As an operand an `if` stands in parentheses anyway.
  const instead = then ? text(bare(branch.condition).span) : condition(branch.condition, false, text)
  return report('QD1401', expr.span, { instead }, replacement(expr.span, instead))
})

/** `not not c`, `-(-x)`. */
export const doubleNegation = styleRule('QD1402', (expr, text) => {
  if (expr.kind !== 'unary') return null
  const inner = bare(expr.operand)
  if (inner.kind !== 'unary' || inner.op !== expr.op) return null
  const { operand } = inner
  const instead = expr.op === 'not' ? condition(operand, true, text) : text(operand.span)
  return report('QD1402', expr.span, { op: expr.op }, replacement(expr.span, instead))
})

/** `c == true`. */
export const comparisonWithBool = styleRule('QD1403', (expr, text) => {
  const [link, another] = expr.kind === 'compare' ? expr.rest : []
  if (expr.kind !== 'compare' || link === undefined || another !== undefined) return null
  if (link.op !== '==' && link.op !== '!=') return null
  const right = truthOf(link.operand)
  const truth = right ?? truthOf(expr.first)
  if (truth === null) return null
  const other = right === null ? link.operand : expr.first
  const instead = condition(other, truth === (link.op === '=='), text)
  return report('QD1403', expr.span, { instead }, replacement(expr.span, instead))
})

/** `not (x is na)`. */
export const negatedIsNa = styleRule('QD1404', (expr, text) => {
  if (expr.kind !== 'unary' || expr.op !== 'not') return null
  const asked = bare(expr.operand)
  if (asked.kind !== 'isna') return null
  const instead = `${text(asked.operand.span)} is ${asked.negated ? '' : 'not '}na`
  return report('QD1404', expr.span, { instead }, replacement(expr.span, instead))
})

/** `x[0]`. */
export const lookBackOfNone = styleRule('QD1405', (expr, text) => {
  if (expr.kind !== 'index' || expr.index.kind !== 'int' || expr.index.value !== 0) return null
  const instead = text(expr.of.span)
  return report('QD1405', expr.span, { instead }, replacement(expr.span, instead))
})
