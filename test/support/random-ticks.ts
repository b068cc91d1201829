// Random ticks for the inputs of a random document: gaps, na, equal values, both zeros, values so
// large that sums of them overflow, labels far from 0.
import type { DagNode, ScalarSchema } from '../../compiler/dag/document.ts'
import type { Ticks } from '../../compiler/runtime/ticks.ts'
import type { Chance } from './chance.ts'

export interface RandomTicksOptions {
  /** Labels that the clock has; a tick may be missing at each. */
  readonly span: number
  readonly firstLabel: number
}

const every = 60_000

export function randomTicks(chance: Chance, node: DagNode, { span, firstLabel }: RandomTicksOptions): Ticks {
  const gaps = chance.pick([0, 0, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95])
  const labels = Array.from({ length: span }, (_, index) => firstLabel + index).filter(
    () => !chance.happens(gaps),
  )
  const types: readonly (readonly [string, ScalarSchema])[] =
    typeof node.schema === 'string' ? [['value', node.schema]] : Object.entries(node.schema.record)
  return {
    times: Float64Array.from(labels, (label) => (label + 1) * every),
    labels: Float64Array.from(labels),
    columns: Object.fromEntries(types.map(([name, type]) => [name, column(chance, type, labels.length)])),
  }
}

function column(chance: Chance, type: ScalarSchema, length: number): Float64Array {
  if (type === 'bool') return Float64Array.from({ length }, () => chance.integer(0, 1))
  if (type === 'int') return Float64Array.from({ length }, integers(chance))
  const values = floats(chance)
  const missing = chance.pick([0, 0, 0.01, 0.1, 0.5])
  return Float64Array.from({ length }, () => (chance.happens(missing) ? Number.NaN : values()))
}

function integers(chance: Chance): () => number {
  const huge = chance.happens(0.2)
  return () =>
    chance.happens(0.05) ? Number.NaN : huge ? chance.integer(-(2 ** 52), 2 ** 52) : chance.integer(-5, 5)
}

function floats(chance: Chance): () => number {
  let price = 100
  const walk = (): number => (price += chance.next() - 0.5)
  const coarse = (): number => Math.round(walk())
  const odd = (): number => chance.pick([0, -0, 1, -1, 0.1, 0.1, 1e300, -1e300, 5e-324, Number.MAX_VALUE])
  const mixed = (): number => (chance.happens(0.05) ? odd() : walk())
  const steady = (): number => 0.1
  return chance.pick([walk, walk, coarse, odd, mixed, steady])
}

/** The ticks up to and including an instant, and those after it. */
export function splitTicks(ticks: Ticks, time: number): readonly [Ticks, Ticks] {
  const at = ticks.times.findIndex((instant) => instant > time)
  const end = ticks.times.length
  const cut = at < 0 ? end : at
  return [sliceTicks(ticks, 0, cut), sliceTicks(ticks, cut, end)]
}

export function sliceTicks(ticks: Ticks, from: number, to: number): Ticks {
  return {
    times: ticks.times.slice(from, to),
    labels: ticks.labels.slice(from, to),
    columns: Object.fromEntries(
      Object.entries(ticks.columns).map(([name, values]) => [name, values.slice(from, to)]),
    ),
  }
}
