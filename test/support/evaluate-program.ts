// What a generated program means, computed straight from its structure, tick by tick: no terms, no
// passes, no nodes. Only the single operations are the product's own definitions.
import type { Ticks } from '../../compiler/runtime/ticks.ts'
import { VALUE } from '../../compiler/runtime/ticks.ts'
import { findOperation } from '../../compiler/kernels/registry.ts'
import type { Operation, Past } from '../../compiler/kernels/operation.ts'
import { BUILTIN_CONSTANTS, definition } from './program-model.ts'
import type { Builtin, Expr, Program } from './program-model.ts'
import { typeOf, typesOf } from './program-types.ts'
import type { Types } from './program-types.ts'
import { held, overMembers, previous, resampled, settle } from './evaluate-wide.ts'

/** A number, a bool as 0 or 1, or a record of them. */
export type Cell = number | ReadonlyMap<string, number>

/** A constant ticks everywhere; a series at increasing labels and instants. */
export type Series = ConstantSeries | Ticking

interface ConstantSeries {
  readonly labels: null
  readonly cell: Cell
}
export interface Ticking {
  readonly labels: readonly number[]
  readonly times: readonly number[]
  readonly cells: readonly Cell[]
}

interface Evaluation {
  readonly program: Program
  readonly types: Types
  readonly inputs: ReadonlyMap<string, Ticks>
  /** The last instant of all that is given. */
  readonly frontier: number
  readonly known: Map<string, Series>
  overflows: number
}

export interface Evaluated {
  /** The series of each sink by name. */
  readonly sinks: ReadonlyMap<string, Series>
  /** How often a result was too large for its type. */
  readonly overflows: number
}

/** `inputs` are the ticks of the inputs by id; of a group's members by `id/stream`. */
export function evaluateProgram(program: Program, inputs: ReadonlyMap<string, Ticks>): Evaluated {
  const frontier = Math.max(...[...inputs.values()].map(({ times }) => times.at(-1) ?? -Infinity))
  const run: Evaluation = {
    program,
    types: typesOf(program),
    inputs,
    frontier,
    known: new Map(),
    overflows: 0,
  }
  const sinks = new Map(
    program.items.flatMap((item) =>
      item.kind === 'sink' ? [[item.name, evaluate(run, item.value, new Map())] as const] : [],
    ),
  )
  return { sinks, overflows: run.overflows }
}

type Locals = ReadonlyMap<string, Series>

const constant = (cell: Cell): Series => ({ labels: null, cell })
const scalar = (cell: Cell): number => (typeof cell === 'number' ? cell : Number.NaN)

function evaluate(run: Evaluation, expr: Expr, locals: Locals): Series {
  const inner = (part: Expr): Series => evaluate(run, part, locals)
  const apply = (op: string, ...parts: readonly Expr[]): Series =>
    pointwise(parts.map(inner), stepOf(run, op))
  switch (expr.kind) {
    case 'number':
      return constant(expr.value)
    case 'bool':
      return constant(expr.value ? 1 : 0)
    case 'na':
      return constant(Number.NaN)
    case 'ref':
      return locals.get(expr.id) ?? global(run, expr.id)
    case 'field':
      return join([inner(expr.of)], ([record]) => fieldOf(record, expr.name))
    case 'record': {
      const names = expr.fields.map(([name]) => name)
      return join(
        expr.fields.map(([, value]) => inner(value)),
        (cells) => new Map(names.map((name, i) => [name, scalar(cells[i] ?? Number.NaN)])),
      )
    }
    case 'unary':
      return apply(expr.op === 'not' ? 'not' : isInt(run, expr.of) ? 'ineg' : 'neg', expr.of)
    case 'binary':
      return apply(arithmetic(run, expr.op, expr.a, expr.b), expr.a, expr.b)
    case 'compare':
      return compare(run, expr.op, inner(expr.a), inner(expr.b))
    case 'isna':
      return pointwise([inner(expr.of)], (x) => (Number.isNaN(x) === expr.negated ? 0 : 1))
    case 'if':
      return join(
        [inner(expr.condition), inner(expr.a), inner(expr.b)],
        ([c, a, b]) => (scalar(c ?? 0) !== 0 ? a : b) ?? Number.NaN,
      )
    case 'coalesce':
      return join([inner(expr.a), inner(expr.b)], ([a, b]) => coalesce(a ?? Number.NaN, b ?? Number.NaN))
    case 'delay':
      return delay(inner(expr.of), whole(inner(expr.by)), typeOf(run.types, expr.of))
    case 'builtin':
      return builtin(run, expr, inner)
    case 'call':
      return call(run, expr.fn, expr.args, inner)
    case 'resample':
      return resampled(inner(expr.of), expr, run.frontier)
    case 'hold':
      return held(inner(expr.of), inner(expr.on), expr.maxAgeMs, noneOf(typeOf(run.types, expr.of)))
    case 'prev':
      return previous(inner({ kind: 'ref', id: expr.of }), inner(expr.init))
    case 'scan': {
      const step = { id: expr.id, none: noneOf(expr.type) }
      const body = (before: Series): Series =>
        evaluate(run, expr.body, new Map([...locals, [expr.id, previous(before, inner(expr.init))]]))
      return settle([step], ([series]) => [body(series ?? constant(Number.NaN))])[0] ?? constant(Number.NaN)
    }
    case 'members': {
      const series = [...run.inputs.keys()]
        .filter((key) => key.startsWith(`${expr.group}/`))
        .toSorted()
        .map((key) => {
          const elem = inputSeries(run.inputs.get(key))
          const value = evaluate(run, expr.body, new Map([...locals, [expr.elem, elem]]))
          return { stream: key.slice(expr.group.length + 1), value }
        })
      return overMembers(series, expr)
    }
  }
}

const noneOf = (type: ReturnType<typeof typeOf>): Cell =>
  typeof type === 'string'
    ? nothing(type)
    : new Map(Object.entries(type.fields).map(([name, field]) => [name, nothing(field)]))

function global(run: Evaluation, id: string): Series {
  const known = run.known.get(id)
  if (known !== undefined) return known
  const item = definition(run.program, id)
  if (item?.kind === 'recursion') {
    const members = item.members.map((member) => ({ id: member.id, none: noneOf(member.type) }))
    const settled = settle(members, (series) => {
      const locals = new Map(members.map((member, i) => [member.id, series[i] ?? constant(Number.NaN)]))
      return item.members.map((member) => evaluate(run, member.value, locals))
    })
    members.forEach((member, i) => run.known.set(member.id, settled[i] ?? constant(Number.NaN)))
    return run.known.get(id) ?? constant(Number.NaN)
  }
  const made =
    item?.kind === 'input'
      ? inputSeries(run.inputs.get(id))
      : item?.kind === 'let' || item?.kind === 'param'
        ? evaluate(run, item.value, new Map())
        : constant(Number.NaN)
  run.known.set(id, made)
  return made
}

function inputSeries(ticks: Ticks | undefined): Series {
  if (ticks === undefined) return constant(Number.NaN)
  const labels = [...ticks.labels]
  const columns = Object.entries(ticks.columns)
  const cells = labels.map((_, i): Cell => {
    const values = columns.map(([name, column]) => [name, column[i] ?? Number.NaN] as const)
    return columns[0]?.[0] === VALUE && columns.length === 1
      ? (values[0]?.[1] ?? Number.NaN)
      : new Map(values)
  })
  return { labels, times: [...ticks.times], cells }
}

/** Ticks where all series tick that are no constants. */
function join(parts: readonly Series[], step: (cells: readonly Cell[]) => Cell): Series {
  const ticking = parts.filter((part): part is Ticking => part.labels !== null)
  if (ticking.length === 0)
    return constant(step(parts.map((part) => (part.labels === null ? part.cell : Number.NaN))))
  const maps = parts.map((part) =>
    part.labels === null
      ? null
      : new Map(part.labels.map((label, i) => [label, part.cells[i] ?? Number.NaN])),
  )
  const [first] = ticking
  const labels = (first?.labels ?? []).filter((label) => maps.every((map) => map === null || map.has(label)))
  const at = (label: number): readonly Cell[] =>
    parts.map((part, i) => (part.labels === null ? part.cell : (maps[i]?.get(label) ?? Number.NaN)))
  const kept = new Set(labels)
  const times = (first?.times ?? []).filter((_, i) => kept.has(first?.labels[i] ?? Number.NaN))
  return { labels, times, cells: labels.map((label) => step(at(label))) }
}

function pointwise(parts: readonly Series[], step: (a: number, b: number, c: number) => number): Series {
  return join(parts, ([a = Number.NaN, b = Number.NaN, c = Number.NaN]) =>
    step(scalar(a), scalar(b), scalar(c)),
  )
}

function fieldOf(record: Cell | undefined, name: string): number {
  return typeof record === 'object' ? (record.get(name) ?? Number.NaN) : Number.NaN
}

function coalesce(a: Cell, b: Cell): Cell {
  if (typeof a === 'number' || typeof b === 'number') return Number.isNaN(scalar(a)) ? b : a
  return new Map(
    [...a].map(([name, value]) => [name, Number.isNaN(value) ? (b.get(name) ?? Number.NaN) : value]),
  )
}

function operationOf(name: string, seed: string | null): Operation {
  const found = findOperation(name, seed === null ? {} : { seed })
  if (found === null) throw new TypeError(`no operation ${name}`)
  return found
}

/** Operations that have no value for some operands; of the others, only an overflow gives na. */
const PARTIAL: ReadonlySet<string> = new Set(['div', 'ln@1', 'sqrt@1', 'coalesce', 'if'])

function stepOf(run: Evaluation, name: string): (a: number, b: number, c: number) => number {
  const operation = operationOf(name, null)
  if (operation.family !== 'pointwise') throw new TypeError(`${name} is not pointwise`)
  const { step, operands } = operation
  return (a, b, c) => {
    const result = step(a, b, c)
    const given = [a, b, c].slice(0, operands)
    if (Number.isNaN(result) && !given.some(Number.isNaN) && !PARTIAL.has(name)) run.overflows += 1
    return result
  }
}

const isInt = (run: Evaluation, expr: Expr): boolean => typeOf(run.types, expr) === 'int'

function arithmetic(run: Evaluation, op: string, a: Expr, b: Expr): string {
  const names: Readonly<Record<string, string>> = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' }
  const name = names[op] ?? op
  return op !== '/' && names[op] !== undefined && isInt(run, a) && isInt(run, b) ? `i${name}` : name
}

function compare(run: Evaluation, op: string, a: Series, b: Series): Series {
  const names: Readonly<Record<string, string>> = {
    '==': 'eq',
    '!=': 'ne',
    '<': 'lt',
    '<=': 'le',
    '>': 'lt',
    '>=': 'le',
  }
  const step = stepOf(run, names[op] ?? op)
  return op === '>' || op === '>=' ? pointwise([b, a], step) : pointwise([a, b], step)
}

function whole(by: Series): number {
  return by.labels === null ? scalar(by.cell) : Number.NaN
}

function delay(of: Series, by: number, type: ReturnType<typeof typeOf>): Series {
  if (of.labels === null || by === 0) return of
  const before = noneOf(type)
  return { ...of, cells: of.cells.map((_, i) => of.cells[i - by] ?? before) }
}

const nothing = (type: string): number => (type === 'bool' ? 0 : Number.NaN)

function builtin(run: Evaluation, expr: Builtin, inner: (part: Expr) => Series): Series {
  const [a = constant(Number.NaN), b = a, c = a] = expr.series.map(inner)
  const defaults = BUILTIN_CONSTANTS[expr.name] ?? []
  const lengths = defaults.map((byDefault, i) => {
    const given = expr.constants[i] ?? null
    return given === null ? (byDefault ?? Number.NaN) : whole(inner(given))
  })
  const [n = 1] = lengths
  const step = (name: string): ((x: number, y: number, z: number) => number) => stepOf(run, name)
  switch (expr.name) {
    case 'change':
      return pointwise([a, delay(a, n, 'float')], step('sub'))
    case 'crossover':
      return cross(run, a, b)
    case 'crossunder':
      return cross(run, b, a)
    case 'clamp':
      return pointwise([pointwise([a, b], step('max@1')), c], step('min@1'))
    case 'min':
    case 'max':
      return expr.series.map(inner).reduce((sum, part) => pointwise([sum, part], step(`${expr.name}@1`)))
    case 'rsi': {
      const change = pointwise([a, delay(a, 1, 'float')], step('sub'))
      const zero = constant(0)
      const up = scan(pointwise([change, zero], step('max@1')), operationOf('rma@1', 'sma'), [n])
      const down = scan(
        pointwise([pointwise([change], step('neg')), zero], step('max@1')),
        operationOf('rma@1', 'sma'),
        [n],
      )
      return pointwise(
        [pointwise([constant(100), up], step('mul')), pointwise([up, down], step('add'))],
        step('div'),
      )
    }
    default: {
      const recursive = expr.name === 'ema' || expr.name === 'rma'
      const operation = operationOf(`${expr.name}@1`, recursive ? (expr.seed ?? 'sma') : null)
      return operation.family === 'pointwise'
        ? pointwise([a, b, c], step(`${expr.name}@1`))
        : scan(a, operation, lengths)
    }
  }
}

/** low rises above high: low > high and low[1] <= high[1]. */
function cross(run: Evaluation, low: Series, high: Series): Series {
  const now = pointwise([high, low], stepOf(run, 'lt'))
  const before = pointwise([delay(low, 1, 'float'), delay(high, 1, 'float')], stepOf(run, 'le'))
  return pointwise([now, before], stepOf(run, 'and'))
}

/** A window or a recursion over the ticks of one series. */
function scan(of: Series, operation: Operation, parameters: readonly number[]): Series {
  if (of.labels === null) return of
  const { labels, cells } = of
  const state =
    operation.family === 'recursion'
      ? new Float64Array(operation.slots).fill(Number.NaN)
      : new Float64Array(0)
  const results = labels.map((_, i) => {
    const past: Past = {
      value: (ago) => scalar(cells[i - ago] ?? Number.NaN),
      label: (ago) => labels[i - ago] ?? Number.NaN,
    }
    if (operation.family === 'window') return operation.value(past, parameters)
    return operation.family === 'recursion' ? operation.step(past, parameters, state, 0) : Number.NaN
  })
  return { ...of, cells: results }
}

function call(
  run: Evaluation,
  id: string,
  args: readonly (Expr | null)[],
  inner: (part: Expr) => Series,
): Series {
  const fn = definition(run.program, id)
  if (fn?.kind !== 'fn') return constant(Number.NaN)
  const locals = new Map<string, Series>()
  fn.params.forEach((param, i) => {
    const arg = args[i] ?? null
    const value =
      arg !== null
        ? inner(arg)
        : param.value === null
          ? constant(Number.NaN)
          : evaluate(run, param.value, locals)
    locals.set(param.id, value)
  })
  return evaluate(run, fn.body, locals)
}
