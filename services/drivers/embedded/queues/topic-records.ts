// Records of a topic by offset or by label, read from the nearest mark on.
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { readHead, recordLength } from '../../../core/record.ts'
import type { Placed, SegmentSummary } from './segment-summary.ts'
import { readWindow } from './segment-scan.ts'
import { segmentPath } from './topic-folder.ts'
import type { TopicView } from './topic-view.ts'

/** A sound record with the buffer that holds it. */
export interface FoundRecord extends Placed {
  readonly offset: number
  readonly bytes: Buffer
}

export interface Damage {
  readonly path: string
  readonly at: number
}

const WINDOW = 1 << 20

/**
 * The view's records from the first one whose offset (or label) is at least `from`, in order.
 * Throws `DamagedRecord` where one that was sound is no more.
 */
export async function* recordsFrom(
  folder: string,
  view: TopicView,
  by: 'offset' | 'label',
  from: number,
): AsyncGenerator<FoundRecord, void, undefined> {
  for (const segment of view.segments) {
    const last = by === 'offset' ? segment.base + segment.count - 1 : segment.last?.label
    if (last === undefined || last < from) continue
    const path = segmentPath(folder, segment.base)
    const file = await open(path, 'r')
    try {
      for await (const record of walk(file, path, segment, by, from)) {
        const value = by === 'offset' ? record.offset : readHead(record.bytes, record.at).label
        if (value >= from) yield record
      }
    } finally {
      await file.close()
    }
  }
}

/** Carries the place of a record that does not match its checksum. */
export class DamagedRecord extends Error {
  override name = 'DamagedRecord'
  readonly damage: Damage
  constructor(damage: Damage) {
    super(`${damage.path}: no sound record at byte ${damage.at}`)
    this.damage = damage
  }
}

async function* walk(
  file: FileHandle,
  path: string,
  segment: SegmentSummary,
  by: 'offset' | 'label',
  from: number,
): AsyncGenerator<FoundRecord, void, undefined> {
  const mark = segment.marks.findLast((candidate) => candidate[by] <= from)
  let start = mark?.at ?? 0
  let offset = mark?.offset ?? segment.base
  while (start < segment.bytes) {
    const bytes = await readWindow(file, start, Math.min(WINDOW, segment.bytes - start))
    let at = 0
    for (let size = recordLength(bytes, at); size !== null; size = recordLength(bytes, at)) {
      yield { offset, bytes, at, size }
      offset += 1
      at += size
    }
    // Windows are as long as the longest record, so a whole one begins in each.
    if (at === 0) throw new DamagedRecord({ path, at: start })
    start += at
  }
}
