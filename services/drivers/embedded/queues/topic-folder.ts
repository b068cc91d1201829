// The files of one topic: where they are, and how the small ones are written whole or not at all.
import { readFile, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { canonicalJson } from '../../../../compiler/identity/canonical-json.ts'
import { portFailure } from '../../../core/failures.ts'
import type { QueueFailure, TopicSpec } from '../../../core/queue-log.ts'
import { fail, ok } from '../../../core/result.ts'
import type { Result } from '../../../core/result.ts'
import { withFile } from '../with-file.ts'

export const SPEC_FILE = 'topic.json'
const FENCE_FILE = 'fence'
export const INDEX_FILE = 'index.json'

/** Version of the files' layout. */
const FORMAT = 1

export function segmentPath(folder: string, base: number): string {
  return join(folder, `${String(base).padStart(20, '0')}.log`)
}

/** Base offsets of the segment files, in order. */
export async function segmentBases(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder)
  return names
    .filter((name) => /^\d{20}\.log$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .toSorted((a, b) => a - b)
}

/** What the topic is; `null` when there is none. A folder without the file is no topic. */
export async function readSpec(folder: string): Promise<Result<TopicSpec | null, QueueFailure>> {
  const text = await readIfThere(join(folder, SPEC_FILE))
  if (text === null) return ok(null)
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- compared with its own text below
    const { format, ...spec } = JSON.parse(text) as TopicSpec & { readonly format: number }
    if (format === FORMAT && specText(spec) === text) return ok(spec)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return fail(topicCorrupt(folder, `${SPEC_FILE} is not what was written`))
}

export async function writeSpec(folder: string, spec: TopicSpec): Promise<void> {
  await writeWhole(join(folder, SPEC_FILE), specText(spec))
}

function specText(spec: TopicSpec): string {
  return `${canonicalJson({ format: FORMAT, ...spec })}\n`
}

/** The highest epoch that asked to write, 0 before the first. */
export async function readFence(folder: string): Promise<Result<number, QueueFailure>> {
  const text = await readIfThere(join(folder, FENCE_FILE))
  if (text === null) return ok(0)
  const epoch = Number(text)
  if (/^\d+\n$/.test(text) && Number.isSafeInteger(epoch)) return ok(epoch)
  return fail(topicCorrupt(folder, `${FENCE_FILE} is not what was written`))
}

export async function writeFence(folder: string, epoch: number): Promise<void> {
  await writeWhole(join(folder, FENCE_FILE), `${epoch}\n`)
}

export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Writes a file so that a crash leaves the old one or the new one, durable when it returns. */
async function writeWhole(path: string, text: string): Promise<void> {
  const half = `${path}.tmp`
  await withFile(half, 'w', async (file) => {
    await file.writeFile(text)
    await file.sync()
  })
  await rename(half, path)
  await syncFolder(dirname(path))
}

/** Makes the names in a folder durable, where the platform can. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    await withFile(folder, 'r', (handle) => handle.sync())
  } catch (error) {
    // Windows opens no folders; its renames are durable by themselves.
    if (!isCode(error, 'EISDIR') && !isCode(error, 'EPERM')) throw error
  }
}

/** Removes everything but what makes it a topic, which goes first. */
export async function clearFolder(folder: string): Promise<void> {
  await rm(join(folder, SPEC_FILE), { force: true })
  await syncFolder(folder)
  for (const name of await readdir(folder)) await rm(join(folder, name), { force: true })
}

export function topicCorrupt(folder: string, what: string): QueueFailure {
  return portFailure('topicCorrupt', {
    message: `${folder}: ${what}`,
    hint: 'Make the queue anew from its node: its ticks can be computed again.',
    file: folder,
  })
}

export function isMissing(error: unknown): boolean {
  return isCode(error, 'ENOENT')
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
