// Which streams a tag query stands for. The query is part of identity, the streams it finds are not.
import { sameClock } from '../../compiler/dag/clock.ts'
import type { Clock } from '../../compiler/dag/document.ts'

/** A stream fits when it has every tag of `all`, at least one of `any` (if there are any) and none of `none`. */
export interface TagQuery {
  readonly all: readonly string[]
  readonly any: readonly string[]
  readonly none: readonly string[]
}

interface TaggedStream {
  readonly name: string
  readonly clock: Clock
  /** Name of the type of its ticks. */
  readonly type: string
  readonly tags: readonly string[]
}

/** The streams on a clock and of a type that fit, by name: the order in which aggregates take them. */
export function membersOf<Stream extends TaggedStream>(
  streams: readonly Stream[],
  { all, any, none }: TagQuery,
  clock: Clock,
  type: string,
): readonly Stream[] {
  const fits = ({ tags }: Stream): boolean =>
    all.every((tag) => tags.includes(tag)) &&
    (any.length === 0 || any.some((tag) => tags.includes(tag))) &&
    !none.some((tag) => tags.includes(tag))
  return streams
    .filter((stream) => stream.type === type && sameClock(stream.clock, clock) && fits(stream))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
