// Reads and checks the bindings of a document: what each gives is something that it may give, and what
// it trades can be traded.
import type { DagNode, DagSink, Schema } from './document.ts'
import { LIMITS } from './limits.ts'
import { hash, identifier, list, object, oneOf } from './read-json.ts'
import { streamName } from './read-node.ts'
import { refuse } from './refusal.ts'

type Find = (id: unknown, path: string) => DagNode

export function readSink(value: unknown, path: string, nodes: ReadonlyMap<string, DagNode>): DagSink {
  const members = object(value, path, ['kind', 'name', 'on?', 'legs?', 'node_id', 'when_node_id?'])
  const find: Find = (found, at) => {
    const id = hash(found, at)
    return nodes.get(id) ?? refuse(at, `node ${id} is not in the document`)
  }
  const node = (key: string): DagNode => find(members.get(key), `${path}.${key}`)
  const kind = oneOf(members.get('kind'), `${path}.kind`, ['signal', 'target', 'order'])
  const name = identifier(members.get('name'), `${path}.name`)
  const bound = node('node_id')
  const on = members.has('on') ? node('on') : null
  const legs = members.has('legs') ? readLegs(members.get('legs'), `${path}.legs`, find) : null
  const when = members.has('when_node_id') ? node('when_node_id') : null
  if (legs !== null && (kind !== 'target' || on !== null))
    refuse(`${path}.legs`, 'stand only in a target, in place of `on`')
  if (legs !== null) checkLegs(bound, legs, path)
  else if (kind === 'target') checkTarget(bound, on, path)
  if (kind === 'order') checkOrder(bound, on, path)
  if (on !== null && on.node_type !== 'input') refuse(`${path}.on`, `node ${on.node_id} is no input`)
  if (when !== null && when.schema !== 'bool') refuse(`${path}.when_node_id`, 'a condition is a bool')
  return {
    kind,
    name,
    node_id: bound.node_id,
    ...(on === null ? {} : { on: on.node_id }),
    ...(legs === null ? {} : { legs: legs.map(({ stream, on: input }) => ({ stream, on: input.node_id })) }),
    ...(when === null ? {} : { when_node_id: when.node_id }),
  }
}

interface ReadLeg {
  readonly stream: string
  readonly on: DagNode
}

function readLegs(value: unknown, path: string, find: Find): readonly ReadLeg[] {
  const legs = list(value, path, LIMITS.fields).map((entry, i) => {
    const members = object(entry, `${path}[${i}]`, ['stream', 'on'])
    const stream = streamName(members.get('stream'), `${path}[${i}].stream`)
    const on = find(members.get('on'), `${path}[${i}].on`)
    if (on.config.stream !== stream) refuse(`${path}[${i}].on`, `does not read ${stream}`)
    checkPrices(on, `${path}[${i}].on`)
    return { stream, on }
  })
  if (legs.length === 0) refuse(path, 'are none')
  legs.forEach(({ stream }, i) => {
    if (i > 0 && !((legs[i - 1]?.stream ?? '') < stream))
      refuse(path, 'are not in the order of their streams')
  })
  return legs
}

/** The record of a target with legs has one number for each. */
function checkLegs(bound: DagNode, legs: readonly ReadLeg[], path: string): void {
  const record = typeof bound.schema === 'string' ? {} : bound.schema.record
  const fits =
    Object.keys(record).length === legs.length &&
    legs.every(({ stream }) => Object.hasOwn(record, stream) && isNumber(record[stream] ?? 'bool'))
  if (!fits) refuse(`${path}.node_id`, 'is no record of one number a leg')
}

function checkTarget(bound: DagNode, on: DagNode | null, path: string): void {
  if (on === null) return refuse(`${path}.on`, 'a target names the input that it trades')
  if (!isNumber(bound.schema)) refuse(`${path}.node_id`, 'a target is a number')
  checkPrices(on, `${path}.on`)
}

const ORDER_FIELDS: ReadonlySet<string> = new Set(['side', 'quantity', 'type', 'limit', 'stop', 'valid_for'])

function checkOrder(bound: DagNode, on: DagNode | null, path: string): void {
  if (on === null) return refuse(`${path}.on`, 'an order names the input that it trades')
  const record = typeof bound.schema === 'string' ? {} : bound.schema.record
  const fits =
    ['side', 'quantity', 'type'].every((field) => Object.hasOwn(record, field)) &&
    Object.entries(record).every(([field, type]) => ORDER_FIELDS.has(field) && isNumber(type))
  if (!fits)
    refuse(`${path}.node_id`, 'is no order: side, quantity, type, limit, stop and valid_for are numbers')
  checkPrices(on, `${path}.on`)
}

function checkPrices(on: DagNode, path: string): void {
  const record = typeof on.schema === 'string' ? {} : on.schema.record
  for (const field of ['open', 'close'])
    if (!Object.hasOwn(record, field)) refuse(path, `the input has no ${field}, so it cannot be traded`)
}

/** Two sinks on one stream are for one instrument, whatever the clocks it is read on; orders add up. */
export function checkRivals(sinks: readonly DagSink[], nodes: ReadonlyMap<string, DagNode>): void {
  const traded = new Map<string, DagSink>()
  for (const sink of sinks) {
    if (sink.kind === 'signal') continue
    const single = sink.on === undefined ? undefined : nodes.get(sink.on)?.config.stream
    for (const stream of sink.legs?.map((leg) => leg.stream) ?? [single]) {
      if (stream === undefined) continue
      const rival = traded.get(stream)
      if (rival !== undefined && (rival.kind === 'target' || sink.kind === 'target'))
        refuse('sinks', `${sink.kind} ${sink.name} trades ${stream}, which ${rival.kind} ${rival.name} does`)
      traded.set(stream, sink)
    }
  }
}

function isNumber(schema: Schema): boolean {
  return schema === 'float' || schema === 'int'
}
