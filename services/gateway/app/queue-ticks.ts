// Ticks to and from the records of a queue.
import type { DagNode } from '../../../compiler/dag/document.ts'
import { gridOf } from '../../market/clock-grid.ts'
import type { Ticks } from '../../../compiler/runtime/ticks.ts'
import { InternalError } from '../../../compiler/internal-error.ts'
import type { TopicExtent } from '../../core/queue-log.ts'
import type { QueueRecord, RecordColumn } from '../../core/record.ts'
import { recordColumns } from '../../core/record-columns.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { callDeadline, type Session, stopReason } from './session.ts'

/** The queue of a node, and what its records must say of themselves. */
export interface NodeQueue {
  readonly node: DagNode | undefined
  readonly topic: string | undefined
  readonly lineage: string
  /** Up to this instant everything is known; null when nothing is. */
  readonly throughMs: number | null
}

/** Records in one append. */
const BATCH = 8_192

/** Appends the ticks that come after the last one in the queue; those from `ready` on are ready. */
export async function appendTicks(
  session: Session,
  queue: NodeQueue,
  ticks: Ticks,
  ready: number,
): Promise<Result<void>> {
  const { ports, held } = session
  const { node, topic } = known(queue)
  const extent = await extentOf(session, topic)
  if (!extent.ok) return extent
  const last = extent.value?.last?.label ?? -Infinity
  const first = ticks.labels.findIndex((label) => label > last)
  if (first < 0) return ok(undefined)
  const columns = recordColumns(node.schema)
  for (let from = first; from < ticks.labels.length; from += BATCH) {
    const stop = stopReason(session)
    if (stop !== null) return fail(stop)
    const to = Math.min(from + BATCH, ticks.labels.length)
    const records: QueueRecord[] = []
    for (let at = from; at < to; at += 1)
      records.push(recordAt(ticks, columns, at, at >= ready, queue.lineage))
    const appended = await ports.queues.append(topic, records, held.epoch, callDeadline(ports))
    if (!appended.ok) return appended
    ports.onStep?.(`appended ${node.node_id}`)
  }
  return ok(undefined)
}

/** Marks how far the queue is complete, where its last tick does not say it. */
export async function closeQueue(session: Session, queue: NodeQueue): Promise<Result<void>> {
  const { ports, held } = session
  const { node, topic } = known(queue)
  if (queue.throughMs === null) return ok(undefined)
  const extent = await extentOf(session, topic)
  if (!extent.ok) return extent
  if ((extent.value?.last?.time ?? -Infinity) >= queue.throughMs) return ok(undefined)
  const mark: QueueRecord = {
    label: gridOf(node.config.clock).lastLabelAt(queue.throughMs, extent.value?.last?.label ?? -1),
    time: queue.throughMs,
    ready: false,
    frontier: true,
    gap: true,
    lineage: queue.lineage,
    values: [],
  }
  const appended = await ports.queues.append(topic, [mark], held.epoch, callDeadline(ports))
  return appended.ok ? ok(undefined) : appended
}

/** All ticks of a queue, without its marks. */
export async function readTicks({ ports }: Session, queue: NodeQueue): Promise<Result<Ticks>> {
  const { node, topic } = known(queue)
  const columns = recordColumns(node.schema)
  const records: QueueRecord[] = []
  for (let offset = 0; ;) {
    const read = await ports.queues.read(topic, offset, BATCH, callDeadline(ports))
    if (!read.ok) return read
    records.push(...read.value.records.filter((record) => !record.gap))
    if (read.value.nextOffset === offset || read.value.records.length === 0) break
    offset = read.value.nextOffset
  }
  return ok({
    times: Float64Array.from(records, (record) => record.time),
    labels: Float64Array.from(records, (record) => record.label),
    columns: Object.fromEntries(
      columns.map(({ name }, index) => [
        name,
        Float64Array.from(records, (record) => Number(record.values[index] ?? Number.NaN)),
      ]),
    ),
  })
}

async function extentOf({ ports }: Session, topic: string): Promise<Result<TopicExtent | null>> {
  const extents = await ports.queues.extents([topic], callDeadline(ports))
  return extents.ok ? ok(extents.value.get(topic) ?? null) : extents
}

function recordAt(
  ticks: Ticks,
  columns: readonly RecordColumn[],
  at: number,
  ready: boolean,
  lineage: string,
): QueueRecord {
  return {
    label: ticks.labels[at] ?? Number.NaN,
    time: ticks.times[at] ?? Number.NaN,
    ready,
    // Ticks come in order and from one writer: each settles its own label.
    frontier: true,
    gap: false,
    lineage,
    values: columns.map(({ name, type }) => {
      const value = ticks.columns[name]?.[at] ?? Number.NaN
      return type === 'bool' ? value === 1 : value
    }),
  }
}

function known(queue: NodeQueue): { readonly node: DagNode; readonly topic: string } {
  const { node, topic } = queue
  if (node === undefined || topic === undefined)
    throw new InternalError(`node ${node?.node_id ?? '?'} has no queue to fill`)
  return { node, topic }
}
