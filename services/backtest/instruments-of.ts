// What a strategy's sinks trade: their instruments with prices, and what was decided for each.
import type { DagNode, DagSink } from '../../compiler/dag/document.ts'
import { type Ticks, VALUE } from '../../compiler/runtime/ticks.ts'
import { gridOf, type RowClock } from '../market/clock-grid.ts'
import type { Decisions, Instrument } from './instrument.ts'
import type { OrderDecision } from './orders.ts'
import { actingTicks, ordersOf, weightsOf } from './sink-decisions.ts'

/** A stream on which sinks trade. */
export interface TradedInput {
  readonly node: DagNode
  /** Its ticks as the market made them: undelayed, nothing filled in. */
  readonly prices: Ticks
}

/** What the sinks of one strategy made. */
export interface Made {
  readonly ticksOf: (nodeId: string) => Ticks | null
  /** The number of the first tick on which a sink acts. */
  readonly settledOf: (sink: DagSink) => number
}

const NO_WEIGHTS: Decisions = { times: new Float64Array(0), weights: new Float64Array(0) }

/** One instrument for each input that a target or an order trades on, in order of their first sink. */
export function instrumentsOf(
  sinks: readonly DagSink[],
  inputs: readonly TradedInput[],
  made: Made,
): readonly Instrument[] {
  const told = sinks.flatMap((sink) => toldBy(sink, made))
  return inputs.flatMap(({ node, prices }) => {
    const own = told.filter(({ on }) => on === node.node_id)
    if (own.length === 0) return []
    const orders = own.flatMap((each) => each.orders).toSorted((a, b) => a.decided - b.decided)
    const decisions = own.find(({ weights }) => weights !== null)?.weights ?? NO_WEIGHTS
    return [
      {
        symbol: node.config.stream ?? node.node_id,
        ...pricesOn(node.config.clock, prices),
        decisions,
        orders,
      },
    ]
  })
}

function pricesOn(clock: RowClock, prices: Ticks): Pick<Instrument, 'prices' | 'interval_ms' | 'openings'> {
  if ('every_ms' in clock) return { prices, interval_ms: clock.every_ms }
  const grid = gridOf(clock)
  const openings = prices.labels.map((label, at) => grid.openingOf(label, prices.times[at] ?? NaN))
  return { prices, interval_ms: 0, openings }
}

interface Told {
  readonly on: string
  readonly weights: Decisions | null
  readonly orders: readonly OrderDecision[]
}

function toldBy(sink: DagSink, { ticksOf, settledOf }: Made): readonly Told[] {
  const ticks = ticksOf(sink.node_id)
  if (ticks === null) return []
  const when = sink.when_node_id === undefined ? null : ticksOf(sink.when_node_id)
  const rows = actingTicks(ticks, settledOf(sink), when)
  if (sink.legs !== undefined)
    return sink.legs.map(({ stream, on }) => ({ on, weights: weightsOf(ticks, stream, rows), orders: [] }))
  if (sink.on === undefined) return []
  if (sink.kind === 'order') return [{ on: sink.on, weights: null, orders: ordersOf(ticks, rows) }]
  return [{ on: sink.on, weights: weightsOf(ticks, VALUE, rows), orders: [] }]
}
