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
export interface Sink {
  readonly kind: 'sink'
  readonly sink: 'signal' | 'target'
  readonly name: string
  readonly on: string | null
  readonly value: Expr
  readonly tags: readonly string[]
}
export type Item = Param | Input | Let | Fn | Sink

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

/** The definition that has the id; a parameter of a function is none. */
export function definition(program: Program, id: string): Param | Input | Let | Fn | undefined {
  return program.items.find(
    (item): item is Param | Input | Let | Fn => item.kind !== 'sink' && item.id === id,
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
    default:
      return change(expr)
  }
}

/** The item with another expression in place of its own. */
export function mapItem(item: Item, change: (expr: Expr) => Expr): Item {
  if (item.kind === 'let' || item.kind === 'sink') return { ...item, value: change(item.value) }
  return item.kind === 'fn' ? { ...item, body: change(item.body) } : item
}

export function mapProgram(program: Program, change: (expr: Expr) => Expr): Program {
  return { ...program, items: program.items.map((item) => mapItem(item, change)) }
}

/** Every expression inside an expression, itself included, operands first. */
export function insideOf(expr: Expr): readonly Expr[] {
  return [...partsOf(expr).flatMap(insideOf), expr]
}
