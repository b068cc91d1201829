// Reads and checks the bindings of a document: what each gives is something that it may give, and what
// it trades can be traded.
import type { DagNode, DagSink, Schema } from './document.ts'
import { hash, identifier, object, oneOf } from './read-json.ts'
import { refuse } from './refusal.ts'

export function readSink(value: unknown, path: string, nodes: ReadonlyMap<string, DagNode>): DagSink {
  const members = object(value, path, ['kind', 'name', 'on?', 'node_id', 'when_node_id?'])
  const node = (key: string): DagNode => {
    const id = hash(members.get(key), `${path}.${key}`)
    return nodes.get(id) ?? refuse(`${path}.${key}`, `node ${id} is not in the document`)
  }
  const kind = oneOf(members.get('kind'), `${path}.kind`, ['signal', 'target', 'order'])
  if (kind === 'order') refuse(`${path}.kind`, 'is an order, which this version does not know yet')
  if (members.has('when_node_id'))
    refuse(`${path}.when_node_id`, 'is a condition, which this version does not know yet')
  const name = identifier(members.get('name'), `${path}.name`)
  const bound = node('node_id')
  const on = members.has('on') ? node('on') : null
  if (kind === 'target') checkTarget(bound, on, path)
  if (on !== null && on.node_type !== 'input') refuse(`${path}.on`, `node ${on.node_id} is no input`)
  return { kind, name, node_id: bound.node_id, ...(on === null ? {} : { on: on.node_id }) }
}

function checkTarget(bound: DagNode, on: DagNode | null, path: string): void {
  if (on === null) return refuse(`${path}.on`, 'a target names the input that it trades')
  if (!isNumber(bound.schema)) refuse(`${path}.node_id`, 'a target is a number')
  const record = typeof on.schema === 'string' ? {} : on.schema.record
  for (const field of ['open', 'close'])
    if (!Object.hasOwn(record, field))
      refuse(`${path}.on`, `the input has no ${field}, so it cannot be traded`)
}

/** Two targets on one stream are for one instrument, whatever the clocks it is read on. */
export function checkRivals(sinks: readonly DagSink[], nodes: ReadonlyMap<string, DagNode>): void {
  const traded = new Map<string, string>()
  for (const { kind, name, on } of sinks) {
    const stream = on === undefined ? undefined : nodes.get(on)?.config.stream
    if (kind !== 'target' || stream === undefined) continue
    const rival = traded.get(stream)
    if (rival !== undefined) refuse('sinks', `target ${name} trades ${stream}, which target ${rival} does`)
    traded.set(stream, name)
  }
}

function isNumber(schema: Schema): boolean {
  return schema === 'float' || schema === 'int'
}
