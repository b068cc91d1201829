// The parts of random programs that change clocks, hold, recur by hand and look at groups.
import type { Chance } from './chance.ts'
import { NUMBERS, ticking } from './generate-expression.ts'
import type { Context } from './generate-expression.ts'
import { BAR, number, ref } from './program-model.ts'
import type { Expr, GroupInput, Let, OverMembers, Recursion, Scalar, Type } from './program-model.ts'

/** `60000 0`: interval and offset in milliseconds. */
export type ClockName = string

/** An item with what it lets others name, on the clock on which it ticks. */
export interface Made {
  readonly item: Let | Recursion | GroupInput
  readonly values: readonly { readonly id: string; readonly type: Type }[]
  readonly clock: ClockName
}

interface Place {
  readonly chance: Chance
  readonly clocks: ClockName[]
  readonly contextOn: (clock: ClockName) => Context
  readonly made: Made[]
}

export const MEMBERS = ['feed:M0', 'feed:M1', 'feed:M2'] as const

const DAY = 86_400_000
const WEEK = 7 * DAY

/** Adds up to five items to `made`, and the clocks that they tick on to `clocks`. */
export function generateWide(
  chance: Chance,
  clocks: ClockName[],
  contextOn: (clock: ClockName) => Context,
  made: Made[],
): void {
  const place = { chance, clocks, contextOn, made }
  const kinds = [resampled, held, scanned, recursive, grouped] as const
  for (let i = 0; i < chance.integer(1, 5); i += 1) {
    const clock = chance.pick(clocks as [ClockName, ...ClockName[]])
    const item = chance.pick(kinds)(place, clock, `wide${i}`)
    if (item !== null) made.push(item)
  }
}

const gridOf = (clock: ClockName): readonly [number, number] => {
  const [every = 0, offset = 0] = clock.split(' ').map(Number)
  return [every, offset]
}

function letOf(id: string, type: Type, value: Expr, clock: ClockName): Made {
  return { item: { kind: 'let', id, node: false, type, value }, values: [{ id, type }], clock }
}

function resampled({ chance, clocks, contextOn }: Place, clock: ClockName, id: string): Made | null {
  const [fromMs, offset] = gridOf(clock)
  const targets = [2, 3, 5, 7, 12].map((times) => times * fromMs).filter((ms) => ms <= DAY || ms === WEEK)
  const [first, ...rest] = targets
  if (offset !== 0 || first === undefined) return null
  const everyMs = chance.pick([first, ...rest])
  const to = `${everyMs} 0`
  if (!clocks.includes(to)) clocks.push(to)
  const bars = contextOn(clock).values.filter(({ type, ticks }) => ticks && type === BAR)
  const [bar, ...others] = bars
  if (bar !== undefined && chance.happens(0.6)) {
    const of = ref(chance.pick([bar, ...others]).id)
    return letOf(id, BAR, { kind: 'resample', of, fromMs, everyMs, agg: null }, to)
  }
  const type = chance.pick(['float', 'float', 'int', 'bool'] as const)
  const agg =
    type === 'bool'
      ? chance.pick(['last', 'first'] as const)
      : chance.pick(['last', 'first', 'min', 'max', 'sum', 'mean', 'count'] as const)
  const of = ticking(chance, contextOn(clock), type, 2)
  const result = agg === 'mean' || agg === 'count' ? 'float' : type
  return letOf(id, result, { kind: 'resample', of, fromMs, everyMs, agg }, to)
}

function held({ chance, clocks, contextOn }: Place, clock: ClockName, id: string): Made | null {
  const from = chance.pick(clocks as [ClockName, ...ClockName[]])
  const drivers = contextOn(clock).values.filter(({ ticks }) => ticks)
  const [driver, ...others] = drivers
  if (driver === undefined || !contextOn(from).values.some(({ ticks }) => ticks)) return null
  const type = chance.pick(['float', 'float', 'int', 'bool'] as const)
  const of = ticking(chance, contextOn(from), type, 2)
  const maxAgeMs = chance.happens(0.3) ? chance.integer(1, 3) * gridOf(from)[0] : null
  return letOf(id, type, { kind: 'hold', of, on: ref(chance.pick([driver, ...others]).id), maxAgeMs }, clock)
}

function constant(chance: Chance, type: Scalar): Expr {
  if (type === 'bool') return { kind: 'bool', value: chance.happens(0.5) }
  return type === 'int' ? number(chance.integer(0, 5), 'int') : number(chance.pick(NUMBERS))
}

function scanned({ chance, contextOn }: Place, clock: ClockName, id: string): Made | null {
  const context = contextOn(clock)
  if (!context.values.some(({ ticks }) => ticks)) return null
  const type = chance.pick(['float', 'int', 'bool'] as const)
  const step = `${id}p`
  const values = [...context.values, { id: step, type, ticks: false }]
  const body = joined(chance, type, ticking(chance, { ...context, values }, type, 2), ref(step))
  return letOf(id, type, { kind: 'scan', init: constant(chance, type), id: step, type, body }, clock)
}

/** Both in one expression, so that neither is left out. */
function joined(chance: Chance, type: Scalar, a: Expr, b: Expr): Expr {
  if (type === 'bool') return { kind: 'binary', op: chance.pick(['and', 'or']), a, b }
  if (chance.happens(0.4)) return { kind: 'coalesce', a, b }
  return { kind: 'binary', op: chance.pick(['+', '-']), a, b }
}

function recursive({ chance, contextOn }: Place, clock: ClockName, id: string): Made | null {
  const context = contextOn(clock)
  if (!context.values.some(({ ticks }) => ticks)) return null
  const ids = Array.from({ length: chance.integer(1, 3) }, (_, i) => `${id}m${i}`)
  const typed = ids.map((member) => ({ id: member, type: chance.pick(['float', 'float', 'bool'] as const) }))
  // Members that do not need each other back are recursions of their own, outside which there is no `prev`.
  const before = (member: { readonly id: string; readonly type: Scalar }, isOwn: boolean): Expr =>
    isOwn && chance.happens(0.5)
      ? { kind: 'prev', of: member.id, init: constant(chance, member.type) }
      : { kind: 'delay', of: ref(member.id), by: number(chance.integer(1, 3), 'int') }
  const members = typed.map((member, i) => {
    // A member may read those before it at the same tick: no way leads back.
    const values = [...context.values, ...typed.slice(0, i).map((each) => ({ ...each, ticks: false }))]
    const others = typed.map((each) => ({ expr: before(each, each === member), type: each.type }))
    const free = ticking(chance, { ...context, values, others }, member.type, 2)
    return { ...member, value: joined(chance, member.type, free, before(member, true)) }
  })
  return { item: { kind: 'recursion', id, members }, values: typed, clock }
}

function grouped(place: Place, clock: ClockName, id: string): Made | null {
  const { chance, contextOn, made } = place
  const [everyMs, offsetMs] = gridOf(clock)
  const group: GroupInput = {
    kind: 'group',
    id: `${id}g`,
    type: chance.pick<Type>([BAR, BAR, 'float']),
    tags: chance.happens(0.5) ? [id] : ['crypto', id],
    everyMs,
    offsetMs,
  }
  made.push({ item: group, values: [], clock })
  const context = contextOn(clock)
  const elem = `${id}e`
  const bodyType = chance.pick(['float', 'float', 'bool'] as const)
  const body = ticking(
    chance,
    {
      lengths: context.lengths,
      values: [
        { id: elem, type: group.type, ticks: true },
        ...context.values.filter(({ ticks }) => !ticks || chance.happens(0.3)),
      ],
      fns: [],
      bounded: true,
    },
    bodyType,
    2,
    { anchor: ref(elem), of: group.type },
  )
  const take: OverMembers['take'] = chance.happens(0.2)
    ? { stream: chance.pick(MEMBERS) }
    : {
        agg:
          bodyType === 'bool'
            ? chance.pick(['any', 'all', 'fraction', 'count'])
            : chance.pick(['mean', 'sum', 'min', 'max', 'median', 'count']),
      }
  const value: OverMembers = { kind: 'members', group: group.id, elem, body, bodyType, take }
  const type: Scalar =
    'stream' in take ? bodyType : take.agg === 'any' || take.agg === 'all' ? 'bool' : 'float'
  return letOf(id, type, value, clock)
}
