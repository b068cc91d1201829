// Walks over everything that a file's items compute.
import type { Expr, File, Item, Param } from '../syntax/ast.ts'
import { childrenOf } from '../syntax/children.ts'

/** The expressions that stand directly in an item. */
export function expressionsOf(item: Item): readonly Expr[] {
  switch (item.kind) {
    case 'param':
      return [item.value, ...limits(item), ...(item.where === null ? [] : [item.where])]
    case 'let':
      return [item.value]
    case 'fn':
      return [item.body, ...item.params.flatMap((param) => param.value ?? [])]
    case 'emit':
      return [
        ...(item.value.kind === 'expr' ? [item.value.expr] : item.value.legs.map((leg) => leg.value)),
        ...(item.when === null ? [] : [item.when]),
      ]
    case 'test':
      return item.items.flatMap((part) =>
        part.kind === 'expect'
          ? [part.condition, ...(part.within === null ? [] : [part.within])]
          : [part.value],
      )
    default:
      return []
  }
}

function limits({ within }: Param): readonly Expr[] {
  if (within === null) return []
  return within.kind === 'range' ? [within.low, within.high] : [within.among]
}

/** Every expression of a file, however deep, in the order of the text within each item. */
export function everyExpression(file: File): readonly Expr[] {
  const found: Expr[] = []
  const open = file.items.flatMap(expressionsOf).toReversed()
  for (let expr = open.pop(); expr !== undefined; expr = open.pop()) {
    found.push(expr)
    open.push(...childrenOf(expr).toReversed())
  }
  return found
}

/** The expression without the parentheses around it. */
export function bare(expr: Expr): Expr {
  let inner = expr
  while (inner.kind === 'paren') inner = inner.inner
  return inner
}
