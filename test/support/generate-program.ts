// Random programs that are well typed: params, inputs on one or several clocks, lets, functions,
// records, windows, recursions, all operators, signals and targets. The same seed gives the same
// program.
import type { Chance } from './chance.ts'
import { generateType, NUMBERS, ticking } from './generate-expression.ts'
import type { Context } from './generate-expression.ts'
import { generateWide } from './generate-wide.ts'
import type { Made } from './generate-wide.ts'
import { BAR, number } from './program-model.ts'
import type { Expr, Fn, FnParam, Input, Item, Let, Param, Program, Scalar, Type } from './program-model.ts'

type Grid = readonly [everyMs: number, offsetMs: number]
const CLOCKS: readonly [Grid, ...Grid[]] = [
  [60_000, 0],
  [300_000, 0],
  [3_600_000, 1_800_000],
  [86_400_000, 0],
  [604_800_000, 0],
  [1_000, 0],
]
const ODD: Type = {
  fields: Object.fromEntries<Scalar>([
    ['price', 'float'],
    ['constructor', 'float'],
    ['__proto__', 'int'],
  ]),
}

/** `wide` programs change clocks, hold, recur by hand and look at groups. */
export function generateProgram(chance: Chance, wide = false): Program {
  const params = Array.from({ length: chance.integer(0, 3) }, (_, i) => generateParam(chance, i))
  const [first, second] = [chance.pick(CLOCKS), chance.pick(CLOCKS)]
  const inputs = Array.from({ length: chance.integer(1, 3) }, (_, i) =>
    generateInput(chance, i, chance.happens(0.7) ? first : second),
  )
  const fns: Fn[] = []
  const lets: (Let & { readonly clock: string })[] = []
  for (let i = 0; i < chance.integer(0, 3); i += 1) fns.push(generateFn(chance, i, params, fns))
  const clocks: [string, ...string[]] = [...new Set(inputs.map(clockOf))] as [string, ...string[]]
  const made: Made[] = []
  const contextOn = (clock: string): Context => ({
    values: [
      ...inputs.filter((input) => clockOf(input) === clock).map(known(true)),
      ...lets.filter((item) => item.clock === clock).map(known(true)),
      ...made.filter((item) => item.clock === clock).flatMap(({ values }) => values.map(known(true))),
      ...params.map(known(false)),
    ],
    lengths: params.filter((param) => param.type === 'int').map((param) => param.id),
    fns,
  })
  for (let i = 0; i < chance.integer(0, 5); i += 1) {
    const clock = chance.pick(clocks)
    const type = generateType(chance)
    const value = ticking(chance, contextOn(clock), type, 3)
    lets.push({ kind: 'let', id: `let${i}`, node: chance.happens(0.25), type, value, clock })
  }
  if (wide) generateWide(chance, clocks, contextOn, made)
  const alive = clocks.filter((clock) => contextOn(clock).values.some(({ ticks }) => ticks))
  const sinks = generateSinks(chance, inputs, alive as [string, ...string[]], contextOn, wide)
  const widened = made.map(({ item }) => item)
  return {
    name: 'generated',
    items: [...params, ...inputs, ...fns, ...lets.map(plainLet), ...widened, ...sinks],
  }
}

const known =
  (ticks: boolean) =>
  ({ id, type }: { readonly id: string; readonly type: Type }) => ({ id, type, ticks })

function plainLet({ kind, id, node, type, value }: Let): Let {
  return { kind, id, node, type, value }
}

const clockOf = (input: Input): string => `${input.everyMs} ${input.offsetMs}`

function generateParam(chance: Chance, i: number): Param {
  const type = chance.pick(['int', 'int', 'float', 'bool'] as const)
  const value: Expr =
    type === 'int'
      ? number(chance.integer(1, 40), 'int')
      : type === 'float'
        ? number(chance.pick(NUMBERS))
        : { kind: 'bool', value: chance.happens(0.5) }
  return { kind: 'param', id: `param${i}`, type, value }
}

function generateInput(chance: Chance, i: number, [everyMs, offsetMs]: readonly [number, number]): Input {
  const type = chance.pick<Type>([BAR, BAR, 'float', 'int', ODD])
  return {
    kind: 'input',
    id: `input${i}`,
    // Two inputs may read one stream.
    type,
    stream: `feed:${chance.pick(['A', 'B/x', 'C-1_2.z'])}`,
    everyMs,
    offsetMs,
    missing: chance.pick(['skip', 'skip', 'fail', 'na']),
  }
}

function generateFn(chance: Chance, i: number, params: readonly Param[], fns: readonly Fn[]): Fn {
  const own: FnParam[] = [
    {
      id: `fn${i}x`,
      type: chance.pick<Type>(['float', 'float', 'int', { fields: { up: 'float', value: 'float' } }]),
      value: null,
    },
  ]
  if (chance.happens(0.5))
    own.push({
      id: `fn${i}n`,
      type: 'int',
      value: chance.happens(0.6) ? number(chance.integer(1, 9), 'int') : null,
    })
  if (chance.happens(0.4)) own.push({ id: `fn${i}y`, type: 'float', value: number(chance.pick(NUMBERS)) })
  const lengths = own.filter((param) => param.id.endsWith('n')).map((param) => param.id)
  const context: Context = {
    values: [...own.map((param) => known(param.id.endsWith('x'))(param)), ...params.map(known(false))],
    lengths: [...lengths, ...params.filter((param) => param.type === 'int').map((param) => param.id)],
    fns,
  }
  const type = generateType(chance)
  const body = ticking(chance, context, type, 2)
  return { kind: 'fn', id: `fn${i}`, node: chance.happens(0.3), params: own, type, body }
}

function generateSinks(
  chance: Chance,
  inputs: readonly Input[],
  clocks: readonly [string, ...string[]],
  contextOn: (clock: string) => Context,
  wide: boolean,
): readonly Item[] {
  const sinks: Item[] = []
  for (let i = 0; i < chance.integer(1, wide ? 5 : 3); i += 1) {
    const clock = chance.pick(clocks)
    const value = ticking(chance, contextOn(clock), generateType(chance), 3)
    const tags = chance.happens(0.3) ? ['tag', `t:${i}`] : []
    const when = wide && chance.happens(0.2) ? { when: ticking(chance, contextOn(clock), 'bool', 2) } : {}
    sinks.push({ kind: 'sink', sink: 'signal', name: `signal${i}`, on: null, value, tags, ...when })
  }
  const traded = inputs.find((input) => input.type === BAR)
  if (traded !== undefined && chance.happens(0.5)) {
    const inner = ticking(chance, contextOn(clockOf(traded)), 'float', 3)
    const clamped: Expr = {
      kind: 'builtin',
      name: 'clamp',
      series: [inner, number(-1), number(1)],
      constants: [],
      seed: null,
    }
    const value: Expr = { kind: 'coalesce', a: clamped, b: number(0) }
    sinks.push({ kind: 'sink', sink: 'target', name: 'target', on: traded.id, value, tags: [] })
  }
  return sinks
}
