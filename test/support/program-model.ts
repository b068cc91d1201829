// Programs of the language as a structure from which text can be printed in many ways. Definitions
// have ids; what they are called is decided when they are printed.

export type Scalar = 'float' | 'int' | 'bool'
/** A record's field types by name. */
export interface RecordType {
  readonly fields: Readonly<Record<string, Scalar>>
}
export type Type = Scalar | RecordType

export type Expr =
  | { readonly kind: 'number'; readonly type: 'float' | 'int'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'na' }
  | { readonly kind: 'ref'; readonly id: string }
  | { readonly kind: 'field'; readonly of: Expr; readonly name: string }
  | { readonly kind: 'record'; readonly fields: readonly (readonly [string, Expr])[] }
  | { readonly kind: 'unary'; readonly op: '-' | 'not'; readonly of: Expr }
  | { readonly kind: 'binary'; readonly op: BinaryOp; readonly a: Expr; readonly b: Expr }
  | { readonly kind: 'compare'; readonly op: CompareOp; readonly a: Expr; readonly b: Expr }
  | { readonly kind: 'isna'; readonly of: Expr; readonly negated: boolean }
  | { readonly kind: 'if'; readonly condition: Expr; readonly a: Expr; readonly b: Expr }
  | { readonly kind: 'coalesce'; readonly a: Expr; readonly b: Expr }
  | { readonly kind: 'delay'; readonly of: Expr; readonly by: Expr }
  | Builtin
  | { readonly kind: 'call'; readonly fn: string; readonly args: readonly (Expr | null)[] }
  | Resample
  | Hold
  | Scan
  | { readonly kind: 'prev'; readonly of: string; readonly init: Expr }
  | OverMembers

/** Closed buckets of `every` milliseconds; records of bars have no `agg`. */
export interface Resample {
  readonly kind: 'resample'
  readonly of: Expr
  /** The interval of what is resampled. */
  readonly fromMs: number
  readonly everyMs: number
  readonly agg: string | null
}
export interface Hold {
  readonly kind: 'hold'
  readonly of: Expr
  readonly on: Expr
  readonly maxAgeMs: number | null
}
/** `scan(init, (id) => body)`. */
export interface Scan {
  readonly kind: 'scan'
  readonly init: Expr
  readonly id: string
  readonly type: Scalar
  readonly body: Expr
}
/** `group.map((elem) => body)` and what is made of it: an aggregate, or the member of one stream. */
export interface OverMembers {
  readonly kind: 'members'
  readonly group: string
  readonly elem: string
  readonly body: Expr
  readonly bodyType: Scalar
  readonly take: { readonly agg: string } | { readonly stream: string }
}

export type BinaryOp = '+' | '-' | '*' | '/' | 'and' | 'or'
export type CompareOp = '==' | '!=' | '<' | '<=' | '>' | '>='

/** A call of a builtin; an argument that is null is left to its default. */
export interface Builtin {
  readonly kind: 'builtin'
  readonly name: string
  readonly series: readonly Expr[]
  readonly constants: readonly (Expr | null)[]
  /** By name, for `ema` and `rma`. */
  readonly seed: string | null
}

export interface Param {
  readonly kind: 'param'
  readonly id: string
  readonly type: Scalar
  readonly value: Expr
}
export interface Input {
  readonly kind: 'input'
  readonly id: string
  readonly type: Type
  readonly stream: string
  readonly everyMs: number
  readonly offsetMs: number
  readonly missing: 'skip' | 'fail' | 'na'
}
export interface Let {
  readonly kind: 'let'
  readonly id: string
  readonly node: boolean
  readonly type: Type
  readonly value: Expr
}
export interface FnParam {
  readonly id: string
  readonly type: Type
  readonly value: Expr | null
}
export interface Fn {
  readonly kind: 'fn'
  readonly id: string
  readonly node: boolean
  readonly params: readonly FnParam[]
  readonly type: Type
  readonly body: Expr
}
/** Definitions that may name each other's past. */
export interface Recursion {
  readonly kind: 'recursion'
  readonly id: string
  readonly members: readonly { readonly id: string; readonly type: Scalar; readonly value: Expr }[]
}
/** An input of all streams that have the tags. */
export interface GroupInput {
  readonly kind: 'group'
  readonly id: string
  /** Of a member. */
  readonly type: Type
  readonly tags: readonly string[]
  readonly everyMs: number
  readonly offsetMs: number
}
export interface Sink {
  readonly kind: 'sink'
  readonly sink: 'signal' | 'target'
  readonly name: string
  readonly on: string | null
  readonly value: Expr
  readonly tags: readonly string[]
  readonly when?: Expr
}
export type Item = Param | Input | GroupInput | Let | Recursion | Fn | Sink

export interface Program {
  readonly name: string
  readonly items: readonly Item[]
}

export const BAR: RecordType = {
  fields: { open: 'float', high: 'float', low: 'float', close: 'float', volume: 'float' },
}

/** Constants of builtins in order, with their defaults. */
export const BUILTIN_CONSTANTS: Readonly<Record<string, readonly (number | null)[]>> = {
  sum: [null],
  sma: [null],
  stdev: [null, 0],
  highest: [null],
  lowest: [null],
  change: [1],
  ema: [null],
  rma: [null],
  rsi: [14],
}

/** The names of a builtin's constants, for named arguments. */
export const CONSTANT_NAMES = ['n', 'ddof'] as const

export function number(value: number, type: 'float' | 'int' = 'float'): Expr {
  return { kind: 'number', type, value }
}

export function ref(id: string): Expr {
  return { kind: 'ref', id }
}

export type Defined = Exclude<Item, Sink>

/** The definition that has the id; a parameter of a function is none, a member has its recursion. */
export function definition(program: Program, id: string): Defined | undefined {
  return program.items.find(
    (item): item is Defined =>
      item.kind !== 'sink' &&
      (item.id === id || (item.kind === 'recursion' && item.members.some((member) => member.id === id))),
  )
}

/** The parts of an expression, in the order in which they are printed. */
function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'field':
    case 'unary':
    case 'isna':
      return [expr.of]
    case 'record':
      return expr.fields.map(([, value]) => value)
    case 'binary':
    case 'compare':
    case 'coalesce':
      return [expr.a, expr.b]
    case 'if':
      return [expr.condition, expr.a, expr.b]
    case 'delay':
      return [expr.of, expr.by]
    case 'builtin':
      return [...expr.series, ...expr.constants.filter((constant) => constant !== null)]
    case 'call':
      return expr.args.filter((arg) => arg !== null)
    case 'resample':
      return [expr.of]
    case 'hold':
      return [expr.of, expr.on]
    case 'scan':
      return [expr.init, expr.body]
    case 'prev':
      return [expr.init]
    case 'members':
      return [expr.body]
    default:
      return []
  }
}

/** Rebuilds an expression from its leaves: `change` sees each part with its parts already changed. */
export function rewrite(expr: Expr, change: (expr: Expr) => Expr): Expr {
  const inner = (part: Expr): Expr => rewrite(part, change)
  switch (expr.kind) {
    case 'field':
    case 'unary':
    case 'isna':
      return change({ ...expr, of: inner(expr.of) })
    case 'record':
      return change({ ...expr, fields: expr.fields.map(([name, value]) => [name, inner(value)] as const) })
    case 'binary':
    case 'compare':
    case 'coalesce':
      return change({ ...expr, a: inner(expr.a), b: inner(expr.b) })
    case 'if':
      return change({ ...expr, condition: inner(expr.condition), a: inner(expr.a), b: inner(expr.b) })
    case 'delay':
      return change({ ...expr, of: inner(expr.of), by: inner(expr.by) })
    case 'builtin':
      return change({
        ...expr,
        series: expr.series.map(inner),
        constants: expr.constants.map((constant) => (constant === null ? null : inner(constant))),
      })
    case 'call':
      return change({ ...expr, args: expr.args.map((arg) => (arg === null ? null : inner(arg))) })
    case 'resample':
      return change({ ...expr, of: inner(expr.of) })
    case 'hold':
      return change({ ...expr, of: inner(expr.of), on: inner(expr.on) })
    case 'scan':
      return change({ ...expr, init: inner(expr.init), body: inner(expr.body) })
    case 'prev':
      return change({ ...expr, init: inner(expr.init) })
    case 'members':
      return change({ ...expr, body: inner(expr.body) })
    default:
      return change(expr)
  }
}

/** The expressions of an item. */
export function expressionsOf(item: Item): readonly Expr[] {
  if (item.kind === 'let') return [item.value]
  if (item.kind === 'sink') return item.when === undefined ? [item.value] : [item.value, item.when]
  if (item.kind === 'recursion') return item.members.map((member) => member.value)
  return item.kind === 'fn' ? [item.body] : []
}

/** The item with another expression in place of its own. */
export function mapItem(item: Item, change: (expr: Expr) => Expr): Item {
  if (item.kind === 'let') return { ...item, value: change(item.value) }
  if (item.kind === 'sink')
    return {
      ...item,
      value: change(item.value),
      ...(item.when === undefined ? {} : { when: change(item.when) }),
    }
  if (item.kind === 'recursion') {
    const members = item.members.map((member) => ({ ...member, value: change(member.value) }))
    return { ...item, members }
  }
  return item.kind === 'fn' ? { ...item, body: change(item.body) } : item
}

export function mapProgram(program: Program, change: (expr: Expr) => Expr): Program {
  return { ...program, items: program.items.map((item) => mapItem(item, change)) }
}

/** Every expression inside an expression, itself included, operands first. */
export function insideOf(expr: Expr): readonly Expr[] {
  return [...partsOf(expr).flatMap(insideOf), expr]
}
