// The small index of a topic: summaries of its segments, so that opening it does not read them. It
// vouches only for records that were acknowledged, which is how a reader knows that some are missing.
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canonicalJson } from '../../../../compiler/identity/canonical-json.ts'
import { sha256Hex } from '../../../../compiler/identity/sha256.ts'
import type { SegmentSummary } from './segment-summary.ts'
import { INDEX_FILE, readIfThere } from './topic-folder.ts'

const FORMAT = 1

interface Index {
  readonly format: number
  /** Of the topic: an index of an earlier life says nothing. */
  readonly incarnation: number
  readonly segments: readonly SegmentSummary[]
}

/** The summaries as last saved; none when there is no index, or one that is not whole. */
export async function readIndex(folder: string, incarnation: number): Promise<readonly SegmentSummary[]> {
  const text = await readIfThere(join(folder, INDEX_FILE))
  const [seal, body] = text?.split('\n') ?? []
  if (seal === undefined || body === undefined || sha256Hex(body) !== seal) return []
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sealed by its hash: it is what was written
  const index = JSON.parse(body) as Index
  return index.format === FORMAT && index.incarnation === incarnation ? index.segments : []
}

/** Replaces the index. It needs not be durable: one that is lost or half-written is made anew. */
export async function writeIndex(
  folder: string,
  incarnation: number,
  segments: readonly SegmentSummary[],
): Promise<void> {
  const index: Index = { format: FORMAT, incarnation, segments }
  const body = canonicalJson(index)
  const path = join(folder, INDEX_FILE)
  await writeFile(`${path}.tmp`, `${sha256Hex(body)}\n${body}\n`)
  await rename(`${path}.tmp`, path)
}
