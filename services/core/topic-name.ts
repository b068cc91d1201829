// Names of topics. They become names of folders and of Kafka topics, so the alphabet is closed.
import { fail, ok } from './result.ts'
import type { Result } from './result.ts'
import { portFailure } from './failures.ts'
import type { PortFailure } from './failures.ts'

const MAX_LENGTH = 200

/** `qmtl.<environment>.<kind>.<slug>.<first 16 of NodeID>`; anything outside the alphabet becomes `-`. */
export function topicName(environment: string, kind: string, slug: string, nodeId: string): string {
  const part = (text: string, length: number) =>
    text.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, length) || '-'
  return `qmtl.${part(environment, 60)}.${part(kind, 20)}.${part(slug, 60)}.${nodeId.slice(0, 16)}`
}

/** Refuses what could leave the folder, or hide in it. */
export function checkTopicName(topic: string): Result<string, PortFailure<'topicName'>> {
  const sound = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(topic) && !topic.includes('..') && !topic.endsWith('.')
  if (sound && topic.length <= MAX_LENGTH) return ok(topic)
  return fail(
    portFailure('topicName', {
      message: `${JSON.stringify(topic.slice(0, MAX_LENGTH))} is not a name for a topic`,
      hint: `Use letters, digits, ".", "_" and "-", at most ${MAX_LENGTH}, with a name on each side of a ".".`,
    }),
  )
}
