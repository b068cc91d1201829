// The log on disk, written: topics as folders of append-only segment files.
import { mkdir, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Deadline } from '../../../core/deadline.ts'
import { differencesOf, showDifferences } from '../../../core/differences.ts'
import { portFailure } from '../../../core/failures.ts'
import type { PortFailure } from '../../../core/failures.ts'
import type { QueueFailure, QueueLog } from '../../../core/queue-log.ts'
import { fail, ok } from '../../../core/result.ts'
import type { Result } from '../../../core/result.ts'
import { checkTopicName } from '../../../core/topic-name.ts'
import { fileFailure } from '../sqlite-failures.ts'
import { encodeAll, newOnes, writeRecords } from './append.ts'
import { createQueueReader, topicMissing, viewOf } from './queue-reader.ts'
import type { Views } from './queue-reader.ts'
import { extentOf } from './segment-summary.ts'
import { clearFolder, isMissing, readSpec, syncFolder, writeFence, writeSpec } from './topic-folder.ts'
import { writeIndex } from './topic-index.ts'
import { exclusively } from './topic-lock.ts'
import type { TopicView } from './topic-view.ts'

export interface EmbeddedQueueLog extends QueueLog {
  /** Saves the indexes of the topics that were written, so that the next opening reads little. */
  close(deadline: Deadline): Promise<Result<void, QueueFailure>>
}

/** A segment file longer than this is followed by a new one. */
const SEGMENT_BYTES = 64 << 20
/** The index is saved after about so many bytes. */
const INDEX_EVERY = 8 << 20

/** Topics in the folder `root`, which need not exist yet. */
export function createQueueLog(root: string, segmentBytes = SEGMENT_BYTES): EmbeddedQueueLog {
  const views: Views = new Map()
  /** Bytes written since the index was saved, by topic. */
  const unsaved = new Map<string, number>()

  /** Runs work on a topic under its lock; names what the file system says. */
  const change = async <T, F>(
    topic: string,
    deadline: Deadline,
    work: (folder: string) => Promise<Result<T, F>>,
  ): Promise<Result<T, F | QueueFailure>> => {
    const name = checkTopicName(topic)
    if (!name.ok) return name
    const folder = join(root, topic)
    try {
      return await exclusively(root, topic, deadline, () => work(folder))
    } catch (error) {
      const failure = fileFailure(error, folder)
      if (!failure) throw error
      return fail(failure)
    }
  }

  const saveIndex = async (folder: string, view: TopicView) => {
    await writeIndex(folder, view.spec.incarnation, view.segments)
    unsaved.delete(view.spec.topic)
  }

  return {
    ...createQueueReader(root, views),

    create: (spec, deadline) =>
      change<'created' | 'exists', PortFailure<'topicMismatch'> | QueueFailure>(
        spec.topic,
        deadline,
        async (folder) => {
          const found = await readSpec(folder)
          if (!found.ok) return found
          if (found.value) {
            const differences = differencesOf(spec.topic, spec, found.value)
            if (differences.length === 0) return ok('exists')
            const message = showDifferences(differences)
            return fail(portFailure('topicMismatch', { message, differences }))
          }
          await mkdir(folder, { recursive: true })
          await clearFolder(folder)
          await writeSpec(folder, spec)
          await syncFolder(root)
          return ok('created')
        },
      ),

    append: (topic, records, epoch, deadline) =>
      change<
        { readonly appended: number; readonly nextOffset: number },
        PortFailure<'topicMissing' | 'fenced' | 'divergence' | 'labelOrder' | 'recordInvalid'> | QueueFailure
      >(topic, deadline, async (folder) => {
        const looked = await viewOf(root, topic, views)
        if (!looked.ok) return looked
        const view = looked.value
        if (!view) return fail(topicMissing(topic))
        if (epoch < view.extent.epoch) return fail(shutOut(topic, epoch, view.extent.epoch))
        const encoded = encodeAll(view.spec, records, epoch)
        if (!encoded.ok) return encoded
        if (epoch > view.extent.epoch) await writeFence(folder, epoch)
        const fresh = await newOnes(folder, view, encoded.value)
        if (!fresh.ok) return fresh
        if (fresh.value.length === 0) return ok({ appended: 0, nextOffset: view.extent.nextOffset })
        const segments = await writeRecords(folder, view, fresh.value, segmentBytes)
        const extent = { spec: view.spec, ...extentOf(segments), epoch }
        const next: TopicView = { ...view, segments, torn: false, extent }
        views.set(topic, next)
        const bytes = fresh.value.reduce((sum, record) => sum + record.length, unsaved.get(topic) ?? 0)
        unsaved.set(topic, bytes)
        if (bytes >= INDEX_EVERY) await saveIndex(folder, next)
        return ok({ appended: fresh.value.length, nextOffset: extent.nextOffset })
      }),

    remove: (topic, deadline) =>
      change<void, QueueFailure>(topic, deadline, async (folder) => {
        views.delete(topic)
        unsaved.delete(topic)
        try {
          await clearFolder(folder)
          await rmdir(folder)
        } catch (error) {
          if (!isMissing(error)) throw error
        }
        return ok(undefined)
      }),

    async close(deadline) {
      for (const topic of unsaved.keys()) {
        const saved = await change<void, QueueFailure>(topic, deadline, async (folder) => {
          const view = await viewOf(root, topic, views)
          if (view.ok && view.value) await saveIndex(folder, view.value)
          return view.ok ? ok(undefined) : view
        })
        if (!saved.ok) return saved
      }
      return ok(undefined)
    },
  }
}

function shutOut(topic: string, epoch: number, current: number): PortFailure<'fenced'> {
  return portFailure('fenced', {
    message: `${topic} is written with epoch ${current} now; epoch ${epoch} is over`,
    hint: 'Somebody took over this node.',
    epoch,
    current,
  })
}
