// Nodes and sinks of strategies for people: the first sixteen digits of an id are enough to find it.
import type { IdsResult, StrategyIds } from '../operations/ids.ts'
import type { Screen } from '../screen.ts'
import { paintFor } from './paint.ts'

const SHOWN = 16

function strategyLines(strategy: StrategyIds, screen: Screen): string[] {
  const paint = paintFor(screen)
  const labels = new Map(strategy.nodes.map((node) => [node.node_id, node.names[0] ?? node.label]))
  const room = Math.max(20, screen.width - SHOWN - 30)
  const nodes = strategy.nodes.map((node) => {
    const memory =
      node.memory === 'origin' ? 'from the origin' : `${node.period} ${node.period === 1 ? 'tick' : 'ticks'}`
    const label = node.label.length > room ? `${node.label.slice(0, room - 1)}…` : node.label
    return `  ${paint('muted', node.node_id.slice(0, SHOWN))}  ${node.node_type.padEnd(6)}  ${memory.padEnd(16)} ${label}`
  })
  const sinks = strategy.sinks.map((sink) => {
    const on = sink.on === undefined ? '' : ` on ${labels.get(sink.on) ?? sink.on.slice(0, SHOWN)}`
    return `  ${paint('muted', sink.node_id.slice(0, SHOWN))}  ${sink.kind} ${sink.name}${on}`
  })
  return [
    `${paint('heading', strategy.name)}  ${strategy.file}  dag ${strategy.dag_id.slice(0, SHOWN)}`,
    ...nodes,
    ...sinks,
  ]
}

export function idsView(result: IdsResult, screen: Screen): string {
  if (result.strategies.length === 0) return 'no strategies\n'
  return `${result.strategies.map((strategy) => strategyLines(strategy, screen).join('\n')).join('\n\n')}\n`
}
