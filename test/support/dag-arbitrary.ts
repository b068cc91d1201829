// Generated expressions with shared parts, and small edits of them: what explanations must hold for.
import type { Expr } from './dag-expressions.ts'
import { ema, field, float, input, int, marked, op, sma } from './dag-expressions.ts'

/** A source of chance that can be repeated. */
export type Random = () => number

const pick = <T>(random: Random, list: readonly [T, ...T[]]): T =>
  list[Math.floor(random() * list.length)] ?? list[0]

/** An expression of about `size` operations over two streams. */
export function randomExpr(random: Random, size: number): Expr {
  const streams = [input('binance:BTCUSDT'), input('binance:ETHUSDT')] as const
  const pool: [Expr, ...Expr[]] = [
    field(streams[0], 'close', 2),
    field(streams[0], 'high', 3),
    field(streams[1], 'close', 4),
  ]
  for (let i = 0; i < size; i += 1) {
    const [a, b] = [pick(random, pool), pick(random, pool)]
    const n = 2 + Math.floor(random() * 6)
    const line = 10 + i
    const made = pick<() => Expr>(random, [
      () => ema(a, n, line),
      () => sma(a, n, line),
      () => op('add', [a, b], { line }),
      () => op('mul', [a, b], { line }),
      () => op('sub', [a, b], { line }),
      () => op('div', [a, float(n, line)], { line }),
      () => op('delay', [a, int(n, line)], { line }),
      () => op('ln@1', [a], { line }),
      () => marked(op('abs@1', [a], { line })),
    ])
    pool.push(made())
  }
  return op('sub', [pool.at(-1) ?? pool[0], pick(random, pool)], { line: 99 })
}

/** The same expression with one operation, picked by chance, edited; equal parts stay shared. */
export function randomEdit(random: Random, root: Expr): Expr {
  const all = reachable(root).filter((expr) => expr.kind === 'op')
  const target = all[Math.floor(random() * all.length)]
  const copies = new Map<Expr, Expr>()
  const copy = (expr: Expr): Expr => {
    const known = copies.get(expr)
    if (known !== undefined) return known
    const made = expr === target ? edit(random, rebuild(expr)) : rebuild(expr)
    copies.set(expr, made)
    return made
  }
  const rebuild = (expr: Expr): Expr => (expr.kind === 'op' ? { ...expr, args: expr.args.map(copy) } : expr)
  return copy(root)
}

function edit(random: Random, expr: Expr): Expr {
  if (expr.kind !== 'op') return expr
  return pick<() => Expr>(random, [
    () => ({
      ...expr,
      args: expr.args.map((arg) => (arg.kind === 'const' ? { ...arg, value: arg.value + 1 } : arg)),
    }),
    () => ({
      ...expr,
      args: expr.args.toReversed().every((arg) => arg.kind !== 'const') ? expr.args.toReversed() : expr.args,
    }),
    () => ({ ...expr, mark: !expr.mark }),
    () =>
      expr.op === 'ema@1' ? { ...expr, op: 'rma@1' } : expr.op === 'add' ? { ...expr, op: 'max@1' } : expr,
    () =>
      expr.op === 'field' ? { ...expr, attrs: { name: 'open' } } : op('abs@1', [expr], { line: expr.line }),
    () => expr,
  ])()
}

function reachable(root: Expr): readonly Expr[] {
  const seen = new Set<Expr>()
  const stack = [root]
  for (let expr = stack.pop(); expr !== undefined; expr = stack.pop()) {
    if (seen.has(expr)) continue
    seen.add(expr)
    if (expr.kind === 'op') stack.push(...expr.args)
  }
  return [...seen]
}

/** Mulberry32: numbers in [0, 1) that the seed decides. */
export function seededRandom(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
