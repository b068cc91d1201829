// The log on disk, read. A reader writes nothing: what a dying writer left behind is passed over.
import { join } from 'node:path'
import { portFailure } from '../../../core/failures.ts'
import type { PortFailure } from '../../../core/failures.ts'
import type { QueueFailure, QueueReader, StoredRecord, TopicExtent } from '../../../core/queue-log.ts'
import { decodeRecord } from '../../../core/record.ts'
import { fail, ok } from '../../../core/result.ts'
import type { Result } from '../../../core/result.ts'
import { checkTopicName } from '../../../core/topic-name.ts'
import { tooLate } from '../sqlite-access.ts'
import { unreadable } from '../state-file.ts'
import { isMissing, topicCorrupt } from './topic-folder.ts'
import { DamagedRecord, recordsFrom } from './topic-records.ts'
import { lookAt } from './topic-view.ts'
import type { TopicView } from './topic-view.ts'

/** Views by topic, shared by everything that one process opened on one folder. */
export type Views = Map<string, TopicView>

export function createQueueReader(root: string, views: Views): QueueReader {
  return {
    async extents(topics, deadline) {
      const extents = new Map<string, TopicExtent>()
      for (const topic of topics) {
        if (deadline.remaining() <= 0) return fail(tooLate(root))
        const view = await viewOf(root, topic, views)
        if (!view.ok) return view
        if (view.value) extents.set(topic, view.value.extent)
      }
      return ok(extents)
    },

    async read(topic, fromOffset, max, deadline) {
      if (deadline.remaining() <= 0) return fail(tooLate(root))
      const view = await viewOf(root, topic, views)
      if (!view.ok) return view
      if (!view.value) return fail(topicMissing(topic))
      return readRecords(join(root, topic), view.value, fromOffset, max)
    },
  }
}

/** The topic as it is now, remembered for the next look. */
export async function viewOf(
  root: string,
  topic: string,
  views: Views,
): Promise<Result<TopicView | null, QueueFailure>> {
  const name = checkTopicName(topic)
  if (!name.ok) return name
  const folder = join(root, topic)
  try {
    const view = await lookAt(folder, views.get(topic) ?? null)
    if (view.ok && view.value) views.set(topic, view.value)
    else views.delete(topic)
    return view
  } catch (error) {
    return fail(unreadable(error, folder))
  }
}

async function readRecords(
  folder: string,
  view: TopicView,
  fromOffset: number,
  max: number,
): Promise<
  Result<{ records: StoredRecord[]; nextOffset: number }, PortFailure<'topicMissing'> | QueueFailure>
> {
  const records: StoredRecord[] = []
  try {
    for await (const { bytes, at, size, offset } of recordsFrom(folder, view, 'offset', fromOffset)) {
      if (records.length >= max) break
      const record = decodeRecord(view.spec.columns, bytes, at, size)
      if (!record) return fail(topicCorrupt(folder, `record ${offset} has other columns`))
      records.push({ ...record, offset })
    }
  } catch (error) {
    if (error instanceof DamagedRecord) return fail(topicCorrupt(folder, error.message))
    if (isMissing(error)) return fail(topicMissing(view.spec.topic))
    return fail(unreadable(error, folder))
  }
  const last = records.at(-1)
  return ok({ records, nextOffset: last ? last.offset + 1 : Math.min(fromOffset, view.extent.nextOffset) })
}

export function topicMissing(topic: string): PortFailure<'topicMissing'> {
  return portFailure('topicMissing', {
    message: `there is no topic ${topic}`,
    hint: 'Apply the environment: it creates the queues that its nodes need.',
  })
}
