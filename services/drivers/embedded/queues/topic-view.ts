// What one process knows of a topic, brought up to date by reading only what is new. A view is a
// value: looking again gives another one.
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { QueueFailure, TopicExtent, TopicSpec } from '../../../core/queue-log.ts'
import { fail, ok } from '../../../core/result.ts'
import type { Result } from '../../../core/result.ts'
import { scanSegment } from './segment-scan.ts'
import { emptySegment, extentOf } from './segment-summary.ts'
import type { SegmentSummary } from './segment-summary.ts'
import { isMissing, readFence, readSpec, SPEC_FILE, topicCorrupt } from './topic-folder.ts'
import { segmentBases, segmentPath } from './topic-folder.ts'
import { readIndex } from './topic-index.ts'

export interface TopicView {
  /** Tells this life of the topic from a later one under the same name. */
  readonly life: string
  readonly spec: TopicSpec
  readonly segments: readonly SegmentSummary[]
  /** Whether part of a record lies behind the last sound one. */
  readonly torn: boolean
  readonly extent: TopicExtent
}

/** The topic as it is now; `null` when there is none. */
export async function lookAt(
  folder: string,
  known: TopicView | null,
): Promise<Result<TopicView | null, QueueFailure>> {
  try {
    const { ino, mtimeNs } = await stat(join(folder, SPEC_FILE), { bigint: true })
    const life = `${ino} ${mtimeNs}`
    if (known?.life === life) return await update(folder, life, known.spec, known.segments)
    const spec = await readSpec(folder)
    if (!spec.ok || spec.value === null) return spec.ok ? ok(null) : spec
    const indexed = await readIndex(folder, spec.value.incarnation)
    const missing = await missingOf(folder, indexed)
    if (missing !== null) return fail(topicCorrupt(folder, missing))
    return await update(folder, life, spec.value, indexed)
  } catch (error) {
    // Never there, or removed while we looked.
    if (isMissing(error)) return ok(null)
    throw error
  }
}

/** What the index vouches for and is not there. */
async function missingOf(folder: string, indexed: readonly SegmentSummary[]): Promise<string | null> {
  const bases = await segmentBases(folder)
  for (const { base, bytes } of indexed) {
    const path = segmentPath(folder, base)
    if (!bases.includes(base)) {
      // Retention takes the oldest files first.
      if (base < (bases[0] ?? 0)) continue
      return `${path} is missing`
    }
    const { size } = await stat(path)
    if (size < bytes) return `${path} is shorter than what was acknowledged`
  }
  return null
}

async function update(
  folder: string,
  life: string,
  spec: TopicSpec,
  known: readonly SegmentSummary[],
): Promise<Result<TopicView, QueueFailure>> {
  const bases = await segmentBases(folder)
  const segments: SegmentSummary[] = []
  let torn = false
  for (const base of bases) {
    const path = segmentPath(folder, base)
    const { size } = await stat(path)
    const before = known.find((segment) => segment.base === base)
    // A file can shrink when a failed append was taken back.
    const start = before && before.bytes <= size ? before : emptySegment(base)
    const { summary, ending } =
      start.bytes === size ? { summary: start, ending: 'clean' } : await scanSegment(path, start)
    torn = ending === 'torn'
    const previous = segments.at(-1)
    if (ending === 'damaged' || (torn && base !== bases.at(-1))) {
      return fail(topicCorrupt(path, `no sound record at byte ${summary.bytes}`))
    }
    if (previous && previous.base + previous.count !== base) {
      return fail(topicCorrupt(path, `records ${previous.base + previous.count} to ${base - 1} are missing`))
    }
    segments.push(summary)
  }
  const fence = await readFence(folder)
  if (!fence.ok) return fence
  const extent = extentOf(segments)
  const epoch = Math.max(extent.epoch, fence.value)
  return ok({ life, spec, segments, torn, extent: { spec, ...extent, epoch } })
}
