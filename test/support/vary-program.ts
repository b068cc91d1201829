// Other programs that mean the same: definitions taken out and put in, operands turned round, short
// forms written out. Each keeps every id; what the text looks like is the printer's matter.
import type { Chance } from './chance.ts'
import { definition, insideOf, mapItem, mapProgram, number, ref, rewrite } from './program-model.ts'
import type { BinaryOp, Builtin, CompareOp, Expr, Fn, Item, Let, Program, Type } from './program-model.ts'
import { typeOf, typesOf } from './program-types.ts'

export type Variation = (program: Program, chance: Chance) => Program

/** Text grows with every copy: what has more parts than this is not copied. */
const LARGE = 40

/** Lets and constants of params stand where they are used; marked lets stay. */
export const inlineLets: Variation = (program, chance) => {
  const lets: Let[] = []
  const inlined = new Map<string, Expr>()
  const put = (expr: Expr): Expr =>
    rewrite(expr, (part) => (part.kind === 'ref' ? (inlined.get(part.id) ?? part) : part))
  // A let comes after what it uses.
  for (const item of program.items) {
    if (item.kind !== 'let' || item.node || !chance.happens(0.7)) continue
    const value = put(item.value)
    if (insideOf(value).length > LARGE) continue
    lets.push(item)
    inlined.set(item.id, value)
  }
  const gone = new Set<Item>(lets)
  return mapProgram({ ...program, items: program.items.filter((item) => !gone.has(item)) }, put)
}

/** Params stand as the constants that they are. */
export const inlineParams: Variation = (program, chance) => {
  const params = new Map(
    program.items.flatMap((item) =>
      item.kind === 'param' && chance.happens(0.7) ? [[item.id, item.value] as const] : [],
    ),
  )
  return mapProgram(program, (expr) =>
    rewrite(expr, (part) => (part.kind === 'ref' ? (params.get(part.id) ?? part) : part)),
  )
}

/** Parts of expressions get names of their own. */
export const extractLets: Variation = (program, chance) => {
  const types = new Map(typesOf(program))
  const locals = new Set(
    program.items.flatMap((item) => (item.kind === 'fn' ? item.params.map((param) => param.id) : [])),
  )
  const made: Let[] = []
  const take = (expr: Expr): Expr =>
    rewrite(expr, (part) => {
      const usesLocal = insideOf(part).some((inner) => inner.kind === 'ref' && locals.has(inner.id))
      if (usesLocal || part.kind === 'ref' || part.kind === 'na' || !chance.happens(0.15)) return part
      const id = `extracted${made.length}`
      const type = typeOf(types, part)
      types.set(id, type)
      made.push({ kind: 'let', id, node: false, type, value: part })
      return ref(id)
    })
  const items = program.items.map((item) => (item.kind === 'fn' ? item : mapItem(item, take)))
  return { ...program, items: [...items, ...made] }
}

/** Calls of functions are written out; a function that is marked becomes a marked let. */
export const inlineFunctions: Variation = (program, chance) => {
  const types = typesOf(program)
  const made: Let[] = []
  const inline = (expr: Expr): Expr =>
    rewrite(expr, (part) => {
      const fn = part.kind === 'call' ? definition(program, part.fn) : undefined
      if (part.kind !== 'call' || fn?.kind !== 'fn' || !chance.happens(0.8)) return part
      const given = new Map<string, Expr>()
      fn.params.forEach((param, i) => {
        const value = part.args[i] ?? param.value
        if (value !== null && value !== undefined) given.set(param.id, value)
      })
      const body = rewrite(inline(fn.body), (inner) =>
        inner.kind === 'ref' ? (given.get(inner.id) ?? inner) : inner,
      )
      if (insideOf(body).length > 4 * LARGE) return part
      const local = insideOf(body).some((inner) => inner.kind === 'ref' && !types.has(inner.id))
      if (!fn.node) return body
      if (local || usesParameter(program, body)) return part
      const id = `marked${made.length}`
      made.push({ kind: 'let', id, node: true, type: fn.type, value: body })
      return ref(id)
    })
  const items = program.items.map((item) => mapItem(item, inline))
  return { ...program, items: [...items, ...made] }
}

function usesParameter(program: Program, expr: Expr): boolean {
  const ids = new Set(
    program.items.flatMap((item) => (item.kind === 'fn' ? item.params.map((param) => param.id) : [])),
  )
  return insideOf(expr).some((inner) => inner.kind === 'ref' && ids.has(inner.id))
}

/** Expressions become functions of some of their parts. */
export const extractFunctions: Variation = (program, chance) => {
  const types = new Map(typesOf(program))
  const made: Fn[] = []
  const take = (expr: Expr): Expr =>
    rewrite(expr, (part) => {
      const isWhole =
        part.kind === 'binary' || part.kind === 'if' || part.kind === 'builtin' || part.kind === 'delay'
      if (!isWhole || !chance.happens(0.12) || usesParameter(program, part)) return part
      return toCall(part)
    })
  const toCall = (whole: Expr): Expr => {
    const id = `function${made.length}`
    const args: { id: string; type: Type; value: Expr }[] = []
    const body = rewrite(whole, (part) => {
      const type = typeOf(types, part)
      // What must be a constant stays one: a parameter is not known to be.
      if (part === whole || part.kind !== 'ref' || !chance.happens(0.6)) return part
      const known = args.find((arg) => arg.value.kind === 'ref' && arg.value.id === part.id)
      if (known !== undefined) return ref(known.id)
      const fresh = `${id}p${args.length}`
      args.push({ id: fresh, type, value: part })
      return ref(fresh)
    })
    const params = args.map((arg) => ({ id: arg.id, type: arg.type, value: null }))
    const type = typeOf(types, whole)
    types.set(id, type)
    made.push({ kind: 'fn', id, node: false, params, type, body })
    return { kind: 'call', fn: id, args: args.map((arg) => arg.value) }
  }
  const items = program.items.map((item) => (item.kind === 'fn' ? item : mapItem(item, take)))
  return { ...program, items: [...items, ...made] }
}

const COMMUTATIVE: ReadonlySet<BinaryOp> = new Set(['+', '*', 'and', 'or'])
const TURNED: Readonly<Record<CompareOp, CompareOp>> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
}

/** Operands of commutative operators change places; comparisons are read from the other side. */
export const commute: Variation = (program, chance) =>
  mapProgram(program, (expr) =>
    rewrite(expr, (part) => {
      if (!chance.happens(0.5)) return part
      if (part.kind === 'binary' && COMMUTATIVE.has(part.op)) return { ...part, a: part.b, b: part.a }
      if (part.kind === 'compare') return { ...part, op: TURNED[part.op], a: part.b, b: part.a }
      const [a, b, c] = part.kind === 'builtin' ? part.series : []
      const isExtreme = part.kind === 'builtin' && (part.name === 'min' || part.name === 'max')
      if (!isExtreme || a === undefined || b === undefined) return part
      return { ...part, series: [b, a, ...(c === undefined ? [] : [c])] }
    }),
  )

const pointwise = (name: string, ...series: readonly Expr[]): Builtin => ({
  kind: 'builtin',
  name,
  series,
  constants: [],
  seed: null,
})
const before = (of: Expr, constant: boolean): Expr =>
  constant ? of : { kind: 'delay', of, by: number(1, 'int') }

/** Functions that are another way to write operators are written with them. */
export const writeOut: Variation = (program, chance) => {
  const ticks = tickingIn(program)
  return mapProgram(program, (expr) =>
    rewrite(expr, (part) => {
      if (part.kind === 'isna' && part.negated && chance.happens(0.5)) {
        return { kind: 'unary', op: 'not', of: { ...part, negated: false } }
      }
      if (part.kind !== 'builtin' || !chance.happens(0.7)) return part
      const [a, b, c] = part.series
      if (a === undefined) return part
      if (part.name === 'change') {
        return {
          kind: 'binary',
          op: '-',
          a,
          b: { kind: 'delay', of: a, by: part.constants[0] ?? number(1, 'int') },
        }
      }
      if (b === undefined) return part
      if (part.name === 'clamp' && c !== undefined) return pointwise('min', pointwise('max', a, b), c)
      if ((part.name === 'min' || part.name === 'max') && c !== undefined) {
        return pointwise(part.name, pointwise(part.name, a, b), c)
      }
      if (part.name !== 'crossover' && part.name !== 'crossunder') return part
      // What a parameter stands for may tick at one call and not at another.
      if ([a, b].some((operand) => !ticks(operand) && usesParameter(program, operand))) return part
      const [high, low] = part.name === 'crossover' ? [a, b] : [b, a]
      const now: Expr = { kind: 'compare', op: '>', a: high, b: low }
      const then: Expr = {
        kind: 'compare',
        op: '<=',
        a: before(high, !ticks(high)),
        b: before(low, !ticks(low)),
      }
      return { kind: 'binary', op: 'and', a: now, b: then }
    }),
  )
}

/** Does the expression tick? A constant cannot be looked back on. */
function tickingIn(program: Program): (expr: Expr) => boolean {
  const ticks = (expr: Expr): boolean =>
    insideOf(expr).some((part) => {
      if (part.kind !== 'ref') return false
      const item = definition(program, part.id)
      return item?.kind === 'input' || (item?.kind === 'let' && ticks(item.value)) || part.id.endsWith('x')
    })
  return ticks
}

/** Records that are made to be taken apart, signs turned twice, looks back by nothing. */
export const wrap: Variation = (program, chance) => {
  const types = typesOf(program)
  const ticks = tickingIn(program)
  return mapProgram(program, (expr) =>
    rewrite(expr, (part) => {
      const type = typeOf(types, part)
      if (typeof type !== 'string' || part.kind === 'number' || !chance.happens(0.15)) return part
      const kind = chance.pick(['record', 'minus', 'now', 'choice'] as const)
      if (kind === 'now' && ticks(part)) return { kind: 'delay', of: part, by: number(0, 'int') }
      // An int literal is a float only where it stands for one itself.
      if (type === 'int') return part
      if (kind === 'minus' && type === 'float') {
        return { kind: 'unary', op: '-', of: { kind: 'unary', op: '-', of: part } }
      }
      if (kind === 'choice' && part.kind === 'if') {
        const record = (value: Expr): Expr => ({ kind: 'record', fields: [['up', value]] })
        return { kind: 'field', of: { ...part, a: record(part.a), b: record(part.b) }, name: 'up' }
      }
      const other: readonly [string, Expr] = chance.happens(0.5) ? ['down', part] : ['value', number(1)]
      return { kind: 'field', of: { kind: 'record', fields: [['up', part], other] }, name: 'up' }
    }),
  )
}

/** Definitions that nothing uses. */
export const addDeadCode: Variation = (program, chance) => {
  const dead: Item[] = [
    { kind: 'param', id: 'deadParam', type: 'int', value: number(3, 'int') },
    {
      kind: 'input',
      id: 'deadInput',
      type: 'float',
      stream: 'dead:X',
      everyMs: 60_000,
      offsetMs: 0,
      missing: 'skip',
    },
    {
      kind: 'let',
      id: 'deadLet',
      node: chance.happens(0.5),
      type: 'float',
      value: { kind: 'binary', op: '+', a: ref('deadInput'), b: number(1) },
    },
    {
      kind: 'fn',
      id: 'deadFn',
      node: false,
      params: [{ id: 'deadX', type: 'float', value: null }],
      type: 'float',
      body: ref('deadX'),
    },
  ]
  return { ...program, items: [...program.items, ...dead] }
}
