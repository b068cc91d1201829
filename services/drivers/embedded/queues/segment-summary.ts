// What is known of one segment file without reading it again: a fold over its records.
import { readHead, readLineage } from '../../../core/record.ts'
import type { TickPosition, TopicExtent } from '../../../core/queue-log.ts'

export interface SegmentSummary {
  /** Offset of the first record, as the file's name says. */
  readonly base: number
  /** Bytes of sound records. */
  readonly bytes: number
  readonly count: number
  readonly first: TickPosition | null
  readonly last: TickPosition | null
  readonly ready: TopicExtent['ready']
  readonly epoch: number
  readonly lineage: string | null
  /** Places to begin reading, about every `MARK_BYTES`. */
  readonly marks: readonly Mark[]
}

export interface Mark {
  readonly offset: number
  readonly label: number
  /** Byte in the file. */
  readonly at: number
}

const MARK_BYTES = 64 * 1024

export function emptySegment(base: number): SegmentSummary {
  return {
    base,
    bytes: 0,
    count: 0,
    first: null,
    last: null,
    ready: null,
    epoch: 0,
    lineage: null,
    marks: [],
  }
}

/** A sound record in a buffer. */
export interface Placed {
  readonly at: number
  readonly size: number
}

/** The summary with further records, which follow directly on its bytes. */
export function extendSummary(
  summary: SegmentSummary,
  bytes: Buffer,
  records: readonly Placed[],
): SegmentSummary {
  if (records.length === 0) return summary
  const marks = [...summary.marks]
  let { count, first, last, ready, epoch, lineage, bytes: end } = summary
  for (const { at, size } of records) {
    const head = readHead(bytes, at)
    const place = { label: head.label, time: head.time }
    const mark = marks.at(-1)
    if (!mark || end - mark.at >= MARK_BYTES) {
      marks.push({ offset: summary.base + count, label: head.label, at: end })
    }
    first ??= place
    last = place
    if (head.ready) ready = { first: ready?.first ?? place, last: place, count: (ready?.count ?? 0) + 1 }
    epoch = Math.max(epoch, head.epoch)
    lineage = readLineage(bytes, at)
    count += 1
    end += size
  }
  return { base: summary.base, bytes: end, count, first, last, ready, epoch, lineage, marks }
}

/** Everything but the spec and the fence, over all segments in order. */
export function extentOf(segments: readonly SegmentSummary[]): Omit<TopicExtent, 'spec'> {
  const newest = segments.at(-1)
  const ready = segments.flatMap((segment) => segment.ready ?? [])
  const [oldest, latest] = [ready[0], ready.at(-1)]
  const full = segments.filter((segment) => segment.count > 0)
  return {
    count: sum(segments),
    nextOffset: newest ? newest.base + newest.count : 0,
    first: full[0]?.first ?? null,
    last: full.at(-1)?.last ?? null,
    ready: oldest && latest ? { first: oldest.first, last: latest.last, count: sum(ready) } : null,
    epoch: segments.reduce((highest, segment) => Math.max(highest, segment.epoch), 0),
    lineage: full.at(-1)?.lineage ?? null,
  }
}

function sum(parts: readonly { readonly count: number }[]): number {
  return parts.reduce((total, part) => total + part.count, 0)
}
