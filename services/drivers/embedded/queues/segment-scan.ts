// Walks over the records of a segment file and says where they stop being sound, and why.
import type { FileHandle } from 'node:fs/promises'
import { RECORD_MAX, readHead, recordLength } from '../../../core/record.ts'
import { withFile } from '../with-file.ts'
import { extendSummary } from './segment-summary.ts'
import type { Placed, SegmentSummary } from './segment-summary.ts'

/**
 * How a file ends: with its last record; with part of one, which a dying writer leaves; or with
 * something that has sound records behind it, which no writer leaves.
 */
export type Ending = 'clean' | 'torn' | 'damaged'

const WINDOW = 4 << 20

/** Continues a summary over what lies behind its bytes. */
export async function scanSegment(
  path: string,
  known: SegmentSummary,
): Promise<{ readonly summary: SegmentSummary; readonly ending: Ending }> {
  return withFile(path, 'r', (file) => scan(file, known))
}

async function scan(
  file: FileHandle,
  known: SegmentSummary,
): Promise<{ readonly summary: SegmentSummary; readonly ending: Ending }> {
  const { size } = await file.stat()
  let summary = known
  for (;;) {
    const rest = size - summary.bytes
    if (rest <= 0) return { summary, ending: 'clean' }
    const window = await readWindow(file, summary.bytes, Math.min(WINDOW, rest))
    const placed = soundRecords(window, summary.last?.label ?? Number.NEGATIVE_INFINITY)
    // A window is longer than any record, so one without a sound beginning is where they stop.
    if (placed.length === 0) return { summary, ending: await endingOf(file, summary, size) }
    summary = extendSummary(summary, window, placed)
  }
}

/** Reads `length` bytes at a place of a file; fewer only when the file ends. */
export async function readWindow(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}

/** The sound records from the beginning of a buffer, up to the first that is none or breaks the order. */
function soundRecords(bytes: Buffer, afterLabel: number): readonly Placed[] {
  const placed: Placed[] = []
  let last = afterLabel
  for (let at = 0; ;) {
    const size = recordLength(bytes, at)
    if (size === null) return placed
    const { label } = readHead(bytes, at)
    if (label <= last) return placed
    placed.push({ at, size })
    last = label
    at += size
  }
}

/** Looks for a sound record behind the place where they stopped. */
async function endingOf(
  file: FileHandle,
  { bytes: stop, last }: SegmentSummary,
  size: number,
): Promise<Ending> {
  for (let from = stop + 1; from < size; from += WINDOW - RECORD_MAX) {
    const window = await readWindow(file, from, Math.min(WINDOW, size - from))
    for (let at = window.indexOf(1); at >= 0; at = window.indexOf(1, at + 1)) {
      const sound = recordLength(window, at) !== null
      if (sound && readHead(window, at).label > (last?.label ?? Number.NEGATIVE_INFINITY)) return 'damaged'
    }
  }
  return 'torn'
}
