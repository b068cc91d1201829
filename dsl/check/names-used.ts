// The names that an expression mentions: what a definition depends on. Knows no scope.
import type { Expr, Index } from '../syntax/ast.ts'
import { childrenOf } from '../syntax/children.ts'

export interface NamesUsed {
  readonly values: ReadonlySet<string>
  readonly fns: ReadonlySet<string>
}

/** The value names and function names in the expressions, each once. */
export function namesUsed(exprs: readonly Expr[]): NamesUsed {
  return collect(exprs, childrenOf)
}

/** The same without what is only looked back on: `x` in `x[1]`. */
export function namesUsedNow(exprs: readonly Expr[]): NamesUsed {
  return collect(exprs, (expr) => (looksBack(expr) ? [expr.index] : childrenOf(expr)))
}

function looksBack(expr: Expr): expr is Index {
  return expr.kind === 'index' && !(expr.index.kind === 'int' && expr.index.value === 0)
}

function collect(exprs: readonly Expr[], inside: (expr: Expr) => readonly Expr[]): NamesUsed {
  const values = new Set<string>()
  const fns = new Set<string>()
  const open = [...exprs]
  for (let expr = open.pop(); expr !== undefined; expr = open.pop()) {
    if (expr.kind === 'ref') values.add(expr.name.text)
    if (expr.kind === 'call') fns.add(expr.callee.text)
    open.push(...inside(expr))
  }
  return { values, fns }
}
