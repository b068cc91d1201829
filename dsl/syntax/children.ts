// The expressions directly inside an expression, for walks that do not care which construct it is.
import type { Arg, Expr } from './ast.ts'

/** In the order of the text. A lambda counts as its body, a block as the values of its lets and its own. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'int':
    case 'float':
    case 'duration':
    case 'string':
    case 'bool':
    case 'na':
    case 'ref':
    case 'broken':
      return []
    case 'call':
      return expr.args.map(argument)
    case 'method':
      return [expr.of, ...expr.args.map(argument)]
    case 'field':
      return [expr.of]
    case 'index':
      return [expr.of, expr.index]
    case 'unary':
    case 'isna':
      return [expr.operand]
    case 'chain':
    case 'compare':
      return [expr.first, ...expr.rest.map((link) => link.operand)]
    case 'if':
      return [...expr.branches.flatMap((branch) => [branch.condition, branch.value]), expr.otherwise]
    case 'record':
      return expr.fields.map((field) => field.value)
    case 'block':
      return [...expr.lets.map((one) => one.value), expr.value]
    case 'list':
      return expr.items
    case 'paren':
      return [expr.inner]
  }
}

function argument(arg: Arg): Expr {
  return arg.value.kind === 'lambda' ? arg.value.body : arg.value
}

/** The first expression that lies `limit` levels below `root` or more, if there is one. */
export function firstDeeperThan(root: Expr, limit: number): Expr | undefined {
  let level: Expr[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= limit) return level[0]
    level = level.flatMap((expr) => childrenOf(expr))
  }
  return undefined
}
