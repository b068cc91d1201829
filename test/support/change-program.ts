// Programs that mean something else: one construct that a sink depends on is changed. Which ones a
// sink depends on is read off its expression, leaving out what may be dropped on the way.
import type { Chance } from './chance.ts'
import { definition, mapItem, number, rewrite } from './program-model.ts'
import type { BinaryOp, CompareOp, Expr, Item, Program, Sink } from './program-model.ts'
import { typeOf, typesOf } from './program-types.ts'

/** Gives the expression that stands in place of a live one, or null where there is nothing to change. */
export type Change = (expr: Expr, program: Program, chance: Chance) => Expr | null

export interface Changed {
  readonly program: Program
  /** The sink whose id must change. */
  readonly sink: string
}

/** The program with `change` made once at a place that its first sink depends on, or null. */
export function changeOnce(program: Program, chance: Chance, change: Change): Changed | null {
  const sink = program.items.find((item): item is Sink => item.kind === 'sink')
  if (sink === undefined) return null
  const sites = liveParts(program, sink.value).flatMap((at) => {
    const to = change(at, program, chance)
    return to === null ? [] : [{ at, to }]
  })
  const [first, ...rest] = sites
  if (first === undefined) return null
  const { at, to } = chance.pick([first, ...rest])
  let made = false
  const put = (expr: Expr): Expr => {
    if (expr === at) {
      made = true
      return to
    }
    return expr
  }
  const items = program.items.map((item) => mapItem(item, (expr) => replace(expr, at, put)))
  return made ? { program: { ...program, items }, sink: sink.name } : null
}

/** The same with other definitions in place of some that the first sink depends on, or null. */
export function changeItems(
  program: Program,
  change: (item: Item, isRead: (id: string) => boolean) => Item,
): Changed | null {
  const sink = program.items.find((item): item is Sink => item.kind === 'sink')
  if (sink === undefined) return null
  const parts = liveParts(program, sink.value)
  const read = new Set(parts.flatMap((part) => (part.kind === 'ref' && part !== sink.value ? [part.id] : [])))
  const items = program.items.map((item) => change(item, (id) => read.has(id)))
  const made = items.some((item, i) => item !== program.items[i])
  return made ? { program: { ...program, items }, sink: sink.name } : null
}

/** Expressions are equal by what they are; the one that is meant is the object itself. */
function replace(expr: Expr, at: Expr, put: (expr: Expr) => Expr): Expr {
  if (expr === at) return put(expr)
  switch (expr.kind) {
    case 'unary':
    case 'isna':
      return { ...expr, of: replace(expr.of, at, put) }
    case 'binary':
    case 'compare':
    case 'coalesce':
      return { ...expr, a: replace(expr.a, at, put), b: replace(expr.b, at, put) }
    case 'if':
      return {
        ...expr,
        condition: replace(expr.condition, at, put),
        a: replace(expr.a, at, put),
        b: replace(expr.b, at, put),
      }
    case 'delay':
      return { ...expr, of: replace(expr.of, at, put), by: replace(expr.by, at, put) }
    case 'builtin':
      return {
        ...expr,
        series: expr.series.map((part) => replace(part, at, put)),
        constants: expr.constants.map((part) => (part === null ? null : replace(part, at, put))),
      }
    case 'field':
      return { ...expr, of: replace(expr.of, at, put) }
    case 'record':
      return { ...expr, fields: expr.fields.map(([name, value]) => [name, replace(value, at, put)] as const) }
    case 'call':
      return { ...expr, args: expr.args.map((arg) => (arg === null ? null : replace(arg, at, put))) }
    default:
      return expr
  }
}

/**
 * The parts that a value surely depends on. Constants are folded, so only an expression that ticks has
 * live parts; fields of records and arguments of functions may go unused and are left out.
 */
function liveParts(program: Program, root: Expr): readonly Expr[] {
  const ticks = ticking(program)
  const found: Expr[] = []
  const seen = new Set<string>()
  const walk = (expr: Expr): void => {
    found.push(expr)
    if (!ticks(expr)) return
    switch (expr.kind) {
      case 'unary':
      case 'isna':
        return walk(expr.of)
      case 'binary':
      case 'compare':
      case 'coalesce':
        return [expr.a, expr.b].forEach(walk)
      case 'if':
        return [expr.condition, expr.a, expr.b].forEach(walk)
      case 'delay':
        return [expr.of, expr.by].forEach(walk)
      case 'builtin': {
        // `max(1, 2, x)` is `max(max(1, 2), x)`: constants that come first are taken together.
        const first = expr.series.findIndex(ticks)
        const series = first > 1 ? expr.series.slice(first) : expr.series
        return [...series, ...expr.constants.filter((part) => part !== null)].forEach(walk)
      }
      case 'record':
        return expr.fields.forEach(([, value]) => walk(value))
      case 'field':
        return expr.of.kind === 'ref' ? walk(expr.of) : undefined
      case 'ref': {
        const item = definition(program, expr.id)
        if (item?.kind !== 'let' || seen.has(expr.id)) return
        seen.add(expr.id)
        // A field of a record may be the only one that is read.
        if (typeof item.type === 'string') walk(item.value)
        return
      }
      default:
    }
  }
  walk(root)
  return found
}

/** Does the expression depend on an input? */
function ticking(program: Program): (expr: Expr) => boolean {
  const known = new Map<string, boolean>()
  const refTicks = (id: string): boolean => {
    const item = definition(program, id)
    return item?.kind === 'input' || (item?.kind === 'let' && ticks(item.value))
  }
  const ticks = (expr: Expr): boolean => {
    let found = false
    rewrite(expr, (part) => {
      if (part.kind === 'ref') {
        const result = known.get(part.id) ?? refTicks(part.id)
        known.set(part.id, result)
        found ||= result
      }
      return part
    })
    return found
  }
  return ticks
}

const OTHER: Readonly<Record<BinaryOp, BinaryOp>> = {
  '+': '*',
  '*': '+',
  '-': '+',
  '/': '*',
  and: 'or',
  or: 'and',
}

/** Never the same read from the other side: `x < x` and `x > x` are one. */
const OTHER_COMPARISON: Readonly<Record<CompareOp, CompareOp>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '==': '!=',
  '!=': '==',
}

const isTicking = (program: Program, ...exprs: readonly Expr[]): boolean => exprs.some(ticking(program))

/** Another operator of the same type. */
export const changeOperator: Change = (expr, program) => {
  if (expr.kind === 'binary' && isTicking(program, expr)) {
    // `/` on ints gives floats.
    if (expr.op === '/' && typeOf(typesOf(program), expr.a) === 'int') return null
    return { ...expr, op: OTHER[expr.op] }
  }
  if (expr.kind === 'compare' && isTicking(program, expr)) {
    return { ...expr, op: OTHER_COMPARISON[expr.op] }
  }
  return expr.kind === 'builtin' && ['sma', 'sum', 'highest', 'lowest'].includes(expr.name)
    ? { ...expr, name: expr.name === 'sma' ? 'lowest' : 'sma' }
    : null
}

/** The operands of an operator that does not commute, where only one of them ticks. */
export const swapOperands: Change = (expr, program) => {
  if (expr.kind !== 'binary' || (expr.op !== '-' && expr.op !== '/')) return null
  const ticks = ticking(program)
  if (ticks(expr.a) === ticks(expr.b) || !sameTypes(program, expr.a, expr.b)) return null
  return { ...expr, a: expr.b, b: expr.a }
}

function sameTypes(program: Program, a: Expr, b: Expr): boolean {
  const types = typesOf(program)
  return typeOf(types, a) === typeOf(types, b)
}

/** The next double; 0 for −0 and the other way round. Lengths one longer. */
export const changeConstant: Change = (expr) => {
  if (expr.kind !== 'number') return null
  if (expr.type === 'int') return number(expr.value + 1, 'int')
  if (expr.value === 0) return number(Object.is(expr.value, -0) ? 0 : -0)
  return number(nextDouble(expr.value))
}

function nextDouble(value: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  view.setBigInt64(0, view.getBigInt64(0) + 1n)
  return view.getFloat64(0)
}

/** Another seed of a recursion, another field of a bar. */
export const changeOption: Change = (expr) => {
  if (expr.kind === 'builtin' && (expr.name === 'ema' || expr.name === 'rma')) {
    return { ...expr, seed: expr.seed === 'first' ? 'sma' : 'first' }
  }
  const bar = ['open', 'high', 'low', 'close', 'volume']
  if (expr.kind !== 'field' || !bar.includes(expr.name)) return null
  return { ...expr, name: expr.name === 'close' ? 'open' : 'close' }
}
