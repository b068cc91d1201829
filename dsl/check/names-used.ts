// The names that an expression mentions: what a definition depends on. Knows no scope.
import type { Arg, Expr } from '../syntax/ast.ts'

export interface NamesUsed {
  readonly values: ReadonlySet<string>
  readonly fns: ReadonlySet<string>
}

function parts(expr: Expr): readonly Expr[] {
  const argument = (arg: Arg): Expr => (arg.value.kind === 'lambda' ? arg.value.body : arg.value)
  switch (expr.kind) {
    case 'call':
      return expr.args.map(argument)
    case 'field':
      return [expr.of]
    case 'method':
      return [expr.of, ...expr.args.map(argument)]
    case 'index':
      return [expr.of, expr.index]
    case 'unary':
    case 'isna':
      return [expr.operand]
    case 'chain':
    case 'compare':
      return [expr.first, ...expr.rest.map(({ operand }) => operand)]
    case 'if':
      return [...expr.branches.flatMap((branch) => [branch.condition, branch.value]), expr.otherwise]
    case 'record':
      return expr.fields.map(({ value }) => value)
    case 'block':
      return [...expr.lets.map((item) => item.value), expr.value]
    case 'list':
      return expr.items
    case 'paren':
      return [expr.inner]
    default:
      return []
  }
}

/** The value names and function names in the expressions, each once. */
export function namesUsed(exprs: readonly Expr[]): NamesUsed {
  const values = new Set<string>()
  const fns = new Set<string>()
  const open = [...exprs]
  for (let expr = open.pop(); expr !== undefined; expr = open.pop()) {
    if (expr.kind === 'ref') values.add(expr.name.text)
    if (expr.kind === 'call') fns.add(expr.callee.text)
    open.push(...parts(expr))
  }
  return { values, fns }
}
