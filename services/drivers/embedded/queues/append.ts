// One append, under the topic's lock: what is there already is compared, what is new is written
// behind the last sound record and made durable.
import { truncate } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { portFailure } from '../../../core/failures.ts'
import type { PortFailure } from '../../../core/failures.ts'
import type { QueueFailure } from '../../../core/queue-log.ts'
import { encodeRecord, readHead, sameContent } from '../../../core/record.ts'
import type { QueueRecord } from '../../../core/record.ts'
import { fail, ok } from '../../../core/result.ts'
import type { Result } from '../../../core/result.ts'
import { withFile } from '../with-file.ts'
import { emptySegment, extendSummary } from './segment-summary.ts'
import type { SegmentSummary } from './segment-summary.ts'
import { segmentPath, syncFolder, topicCorrupt } from './topic-folder.ts'
import { DamagedRecord, recordsFrom } from './topic-records.ts'
import type { TopicView } from './topic-view.ts'

/** The records' bytes; refused whole when one does not fit the topic or the labels do not rise. */
export function encodeAll(
  { topic, columns }: TopicView['spec'],
  records: readonly QueueRecord[],
  epoch: number,
): Result<readonly Buffer[], PortFailure<'recordInvalid' | 'labelOrder'>> {
  const encoded: Buffer[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const record of records) {
    if (record.label <= last) return fail(labelOrder(topic, record.label, last))
    const bytes = encodeRecord(columns, record, epoch)
    if (!bytes.ok) return bytes
    last = record.label
    encoded.push(bytes.value)
  }
  return ok(encoded)
}

/** Passes over those that are stored already; gives the others. */
export async function newOnes(
  folder: string,
  view: TopicView,
  encoded: readonly Buffer[],
): Promise<Result<readonly Buffer[], PortFailure<'divergence' | 'labelOrder'> | QueueFailure>> {
  const { topic } = view.spec
  const end = view.extent.last?.label ?? Number.NEGATIVE_INFINITY
  const fresh = encoded.findIndex((bytes) => labelOf(bytes) > end)
  const old = fresh < 0 ? encoded : encoded.slice(0, fresh)
  const [first] = old
  if (first) {
    const stored = recordsFrom(folder, view, 'label', labelOf(first))
    let next = 0
    try {
      for await (const { bytes, at, size } of stored) {
        const wanted = old[next]
        if (!wanted) break
        const { label } = readHead(bytes, at)
        if (label < labelOf(wanted)) continue
        if (label > labelOf(wanted)) return fail(labelOrder(topic, labelOf(wanted), end))
        if (!sameContent(wanted, bytes.subarray(at, at + size))) return fail(divergence(topic, label))
        next += 1
      }
    } catch (error) {
      if (error instanceof DamagedRecord) return fail(topicCorrupt(folder, error.message))
      throw error
    }
  }
  return ok(encoded.slice(old.length))
}

/**
 * Writes behind the last sound record; gives the view's segments with the records in them. When it
 * throws, the file has been cut back to what it was, or the next look finds a torn end.
 */
export async function writeRecords(
  folder: string,
  view: TopicView,
  encoded: readonly Buffer[],
  segmentBytes: number,
): Promise<readonly SegmentSummary[]> {
  const newest = view.segments.at(-1)
  // A torn end is cut before anything else: only the newest file may have one.
  const full = !newest || (newest.bytes >= segmentBytes && !view.torn)
  const segment = full ? emptySegment(view.extent.nextOffset) : newest
  const path = segmentPath(folder, segment.base)
  const bytes = Buffer.concat(encoded)
  try {
    await withFile(path, full ? 'w' : 'r+', async (file) => {
      // What a dead writer left half-written goes first, so that nothing of it can follow ours.
      if (view.torn) await file.truncate(segment.bytes)
      await writeAt(file, bytes, segment.bytes)
      await file.datasync()
    })
  } catch (error) {
    await truncate(path, segment.bytes).catch(() => {})
    throw error
  }
  if (full) await syncFolder(dirname(path))
  let at = 0
  const placed = encoded.map(({ length: size }) => {
    at += size
    return { at: at - size, size }
  })
  const sealed = full ? view.segments : view.segments.slice(0, -1)
  return [...sealed, extendSummary(segment, bytes, placed)]
}

async function writeAt(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten
  }
}

const labelOf = (bytes: Buffer) => readHead(bytes, 0).label

function divergence(topic: string, label: number): PortFailure<'divergence'> {
  return portFailure('divergence', {
    message: `${topic} has another tick for label ${label} than the one computed now`,
    hint: 'The same node gave two results: the data behind it changed, or a machine computes wrongly.',
    topic,
    label,
  })
}

function labelOrder(topic: string, label: number, last: number): PortFailure<'labelOrder'> {
  return portFailure('labelOrder', {
    message: `${topic} has no tick for label ${label} and is at ${last} already`,
    hint: 'A topic is only ever continued. Corrections need a new incarnation.',
    topic,
    label,
    last,
  })
}
