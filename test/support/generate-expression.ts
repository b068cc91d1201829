// Random expressions that are well typed over the values that a place sees.
import type { Chance } from './chance.ts'
import { BUILTIN_CONSTANTS, number, ref } from './program-model.ts'
import type { Expr, Fn, Scalar, Type } from './program-model.ts'

const WINDOWS = ['sum', 'sma', 'stdev', 'highest', 'lowest', 'change'] as const
const RECURSIVE = ['ema', 'rma', 'rsi'] as const
const POINTWISE = ['abs', 'sqrt', 'exp', 'ln', 'min', 'max', 'clamp'] as const
/** Fields of random records; some have the names of properties that every object has. */
const FIELDS = ['up', 'down', 'constructor', '__proto__', 'toString', 'value'] as const
export const NUMBERS = [0, -0, 1, 2, 3, 0.5, 0.01, 0.005, 100, -1.5, 1e-9, 12345.678] as const

/** What an expression may use: everything in it ticks on one clock, or is a constant. */
export interface Context {
  readonly values: readonly { readonly id: string; readonly type: Type; readonly ticks: boolean }[]
  /** Values that are no names: a member of a recursion one tick ago. */
  readonly others?: readonly { readonly expr: Expr; readonly type: Scalar }[]
  /** Ids of int constants: they may be lengths. */
  readonly lengths: readonly string[]
  readonly fns: readonly Fn[]
  /** Inside a map over members nothing may look back without bound. */
  readonly bounded?: boolean
}

export function generateType(chance: Chance): Type {
  if (chance.happens(0.15)) {
    const names = [...new Set([chance.pick(FIELDS), chance.pick(FIELDS)])]
    const types = names.map((name) => [name, chance.pick<Scalar>(['float', 'int', 'bool'])] as const)
    return { fields: Object.fromEntries(types) }
  }
  return chance.pick<Type>(['float', 'float', 'float', 'bool', 'int'])
}

/** Something that ticks: a value that ticks is always in it, the given one if there is one. */
export function ticking(
  chance: Chance,
  context: Context,
  type: Type,
  depth: number,
  given?: { readonly anchor: Expr; readonly of: Type },
): Expr {
  const [first, ...others] = context.values.filter((value) => value.ticks)
  const chosen = first === undefined ? { id: 'nothing', type } : chance.pick([first, ...others])
  const { anchor, of } = given ?? { anchor: ref(chosen.id), of: chosen.type }
  if (typeof type !== 'string') {
    const fields = Object.entries(type.fields).map(
      ([name, part]) => [name, ticking(chance, context, part, depth - 1, { anchor, of })] as const,
    )
    return { kind: 'record', fields }
  }
  const base = scalarOf(chance, anchor, of, type)
  const free = generate(chance, context, type, depth)
  switch (type) {
    case 'float':
      return { kind: 'binary', op: chance.pick(['+', '-', '*', '/']), a: base, b: free }
    case 'int':
      return { kind: 'binary', op: chance.pick(['+', '-', '*']), a: base, b: free }
    case 'bool':
      return { kind: 'binary', op: chance.pick(['and', 'or']), a: base, b: free }
  }
}

/** A scalar of the wanted type made of a value, whatever its type. */
function scalarOf(chance: Chance, value: Expr, of: Type, wanted: Scalar): Expr {
  if (typeof of !== 'string') {
    const names = Object.keys(of.fields)
    const [first = '', ...rest] = names
    const name = chance.pick([first, ...rest])
    return scalarOf(chance, { kind: 'field', of: value, name }, of.fields[name] ?? 'float', wanted)
  }
  if (of === wanted) return value
  if (wanted === 'bool')
    return {
      kind: 'compare',
      op: chance.pick(['<', '>', '<=', '>=', '==', '!=']),
      a: value,
      b: number(chance.pick(NUMBERS)),
    }
  if (wanted === 'float') {
    return of === 'int'
      ? { kind: 'binary', op: '/', a: value, b: number(2) }
      : { kind: 'if', condition: value, a: number(1), b: number(0.5) }
  }
  const condition: Expr = of === 'bool' ? value : { kind: 'compare', op: '>', a: value, b: number(1) }
  return { kind: 'if', condition, a: number(chance.integer(0, 5), 'int'), b: number(2, 'int') }
}

function generate(chance: Chance, context: Context, type: Scalar, depth: number): Expr {
  if (depth <= 0 || chance.happens(0.15)) return leaf(chance, context, type)
  const inner = (of: Scalar): Expr => generate(chance, context, of, depth - 1)
  const called = chance.happens(0.15) ? generateCall(chance, context, type, depth) : null
  if (called !== null) return called
  if (chance.happens(0.15)) {
    const condition = ticking(chance, context, 'bool', depth - 1)
    return { kind: 'if', condition, a: inner(type), b: inner(type) }
  }
  if (chance.happens(0.15)) return generateDelay(chance, context, type, depth)
  switch (type) {
    case 'float':
      return generateFloat(chance, context, depth)
    case 'int':
      if (chance.happens(0.1)) return { kind: 'coalesce', a: inner('int'), b: inner('int') }
      return chance.happens(0.3)
        ? { kind: 'unary', op: '-', of: inner('int') }
        : { kind: 'binary', op: chance.pick(['+', '-', '*']), a: inner('int'), b: inner('int') }
    case 'bool':
      return generateBool(chance, context, depth)
  }
}

function leaf(chance: Chance, context: Context, type: Scalar): Expr {
  const named = context.values.flatMap(({ id, type: of }): Expr[] => {
    if (of === type) return [ref(id)]
    if (typeof of === 'string') return []
    return Object.entries(of.fields)
      .filter(([, part]) => part === type)
      .map(([name]) => ({ kind: 'field', of: ref(id), name }))
  })
  const fitting = [
    ...named,
    ...(context.others ?? []).filter((other) => other.type === type).map(({ expr }) => expr),
  ]
  const [first, ...rest] = fitting
  if (first !== undefined && chance.happens(0.75)) return chance.pick([first, ...rest])
  if (type === 'bool') return { kind: 'bool', value: chance.happens(0.5) }
  return type === 'int' ? number(chance.integer(0, 9), 'int') : number(chance.pick(NUMBERS))
}

function length(chance: Chance, context: Context): Expr {
  const [first, ...rest] = context.lengths
  if (first !== undefined && chance.happens(0.4)) return ref(chance.pick([first, ...rest]))
  return number(chance.integer(1, 20), 'int')
}

function generateDelay(chance: Chance, context: Context, type: Scalar, depth: number): Expr {
  const by = length(chance, context)
  if (chance.happens(0.3)) {
    const record: Expr = {
      kind: 'record',
      fields: [
        ['up', ticking(chance, context, type, depth - 1)],
        ['down', ticking(chance, context, 'float', 0)],
      ],
    }
    return { kind: 'field', of: { kind: 'delay', of: record, by }, name: 'up' }
  }
  return { kind: 'delay', of: ticking(chance, context, type, depth - 1), by }
}

function generateFloat(chance: Chance, context: Context, depth: number): Expr {
  const inner = (): Expr => generate(chance, context, 'float', depth - 1)
  const first = inner()
  const kind = chance.pick([
    'binary',
    'binary',
    'unary',
    'coalesce',
    'window',
    'window',
    'pointwise',
    'field',
    'int',
    'asked',
  ] as const)
  switch (kind) {
    case 'binary':
      return { kind, op: chance.pick(['+', '-', '*', '/']), a: first, b: inner() }
    case 'unary':
      return { kind, op: '-', of: first }
    case 'coalesce':
      return {
        kind,
        a: ticking(chance, context, 'float', depth - 1),
        b: chance.happens(0.2) ? { kind: 'na' } : inner(),
      }
    case 'int':
      return { kind: 'binary', op: '/', a: generate(chance, context, 'int', depth - 1), b: first }
    case 'field':
      return {
        kind,
        of: {
          kind: 'record',
          fields: [
            ['up', first],
            ['value', ticking(chance, context, 'bool', 0)],
          ],
        },
        name: 'up',
      }
    case 'asked':
      return asked(chance, context, first, depth)
    case 'pointwise': {
      const name = chance.pick(POINTWISE)
      const count = name === 'clamp' ? 3 : name === 'min' || name === 'max' ? chance.integer(2, 3) : 1
      return {
        kind: 'builtin',
        name,
        series: [first, inner(), inner()].slice(0, count),
        constants: [],
        seed: null,
      }
    }
    case 'window': {
      const name = chance.pick(context.bounded === true ? WINDOWS : [...WINDOWS, ...RECURSIVE])
      const defaults = BUILTIN_CONSTANTS[name] ?? []
      const constants = defaults.map((byDefault, i) => {
        if (byDefault !== null && chance.happens(0.5)) return null
        return i === 0 ? length(chance, context) : number(chance.integer(0, 1), 'int')
      })
      const seed =
        (name === 'ema' || name === 'rma') && chance.happens(0.5) ? chance.pick(['sma', 'first']) : null
      return {
        kind: 'builtin',
        name,
        series: [ticking(chance, context, 'float', depth - 1)],
        constants,
        seed,
      }
    }
  }
}

/** A name that is known to have a value in one branch. */
function asked(chance: Chance, context: Context, otherwise: Expr, depth: number): Expr {
  const [first, ...rest] = context.values.filter((value) => value.ticks && value.type === 'float')
  if (first === undefined) return otherwise
  const { id } = chance.pick([first, ...rest])
  const having: Expr = {
    kind: 'binary',
    op: chance.pick(['+', '*']),
    a: ref(id),
    b: generate(chance, context, 'float', depth - 2),
  }
  const negated = chance.happens(0.5)
  const [a, b] = negated ? [having, otherwise] : [otherwise, having]
  return { kind: 'if', condition: { kind: 'isna', of: ref(id), negated }, a, b }
}

function generateBool(chance: Chance, context: Context, depth: number): Expr {
  const inner = (of: Scalar): Expr => generate(chance, context, of, depth - 1)
  const kind = chance.pick(['compare', 'compare', 'isna', 'unary', 'binary', 'cross'] as const)
  switch (kind) {
    case 'compare': {
      const of = chance.pick(['float', 'float', 'int', 'bool'] as const)
      const op =
        of === 'bool'
          ? chance.pick(['==', '!='] as const)
          : chance.pick(['<', '<=', '>', '>=', '==', '!='] as const)
      return { kind, op, a: inner(of), b: inner(of) }
    }
    case 'isna':
      return { kind, of: inner(chance.pick(['float', 'int'])), negated: chance.happens(0.5) }
    case 'unary':
      return chance.happens(0.2)
        ? { kind: 'coalesce', a: inner('bool'), b: inner('bool') }
        : { kind, op: 'not', of: inner('bool') }
    case 'binary':
      return { kind, op: chance.pick(['and', 'or']), a: inner('bool'), b: inner('bool') }
    case 'cross': {
      const series = [ticking(chance, context, 'float', depth - 1), inner('float')]
      return {
        kind: 'builtin',
        name: chance.pick(['crossover', 'crossunder']),
        series,
        constants: [],
        seed: null,
      }
    }
  }
}

function generateCall(chance: Chance, context: Context, type: Scalar, depth: number): Expr | null {
  const [first, ...rest] = context.fns
  if (first === undefined) return null
  const fn = chance.pick([first, ...rest])
  const args = fn.params.map((param): Expr | null => {
    if (param.value !== null && chance.happens(0.5)) return null
    if (param.id.endsWith('n')) return length(chance, context)
    return ticking(chance, context, param.type, depth - 1)
  })
  while (args.at(-1) === null) args.pop()
  // Only trailing arguments are left out: the printer may write the others without names.
  const whole = args.map((arg, i) => arg ?? fn.params[i]?.value ?? number(1))
  const call: Expr = {
    kind: 'call',
    fn: fn.id,
    args: [...whole, ...fn.params.slice(whole.length).map(() => null)],
  }
  return scalarOf(chance, call, fn.type, type)
}
