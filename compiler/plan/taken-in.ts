// What of a history has been taken in, from one reading to the next, and as details of operations hold
// it. A column that nothing reads any more is remembered: its results may be asked for again.
import { byCodeUnit } from '../explain/code-units.ts'
import type { Extent, UnreadColumn } from './observed.ts'
import type { Operation } from './plan.ts'

/** The reading of now, with what is known of columns that it left out. `before` must go on in it. */
export function carryOn(now: Extent, before: Extent | null): Extent {
  const { ticks, first_ms, last_ms, fields } = now
  const known = Object.entries(before?.fields ?? {}).map(
    ([name, hash]) => [name, { ticks: before?.ticks ?? 0, hash }] as const,
  )
  const left = [...Object.entries(before?.unread ?? {}), ...known].filter(
    ([name]) => !Object.hasOwn(fields, name),
  )
  const unread = left.length === 0 ? {} : { unread: Object.fromEntries(left) }
  return { ticks, first_ms, last_ms, fields, ...unread }
}

/** Names of columns that are read now and whose content is not known up to where the history went. */
export function addedColumns(now: Extent, before: Extent): readonly string[] {
  return Object.keys(now.fields)
    .filter((name) => !Object.hasOwn(before.fields, name))
    .toSorted(byCodeUnit)
}

/** The history that a stream is to have taken in, in words that details can hold. */
export function takenIn({ ticks, first_ms, last_ms, fields, unread }: Extent) {
  const columns = Object.entries(fields).map(([name, hash]) => `${name} ${hash}`)
  const left = Object.entries(unread ?? {}).map(([name, column]) => `${name} ${column.ticks} ${column.hash}`)
  return {
    ticks,
    first_ms,
    last_ms,
    fields: columns.toSorted(byCodeUnit),
    ...(left.length === 0 ? {} : { unread: left.toSorted(byCodeUnit) }),
  }
}

/** What `takenIn` wrote; null when the operation says nothing of a history. */
export function extentOf({ details }: Operation): Extent | null {
  const { ticks, first_ms, last_ms, fields, unread } = details ?? {}
  if (typeof ticks !== 'number' || typeof first_ms !== 'number' || typeof last_ms !== 'number') return null
  const columns = typeof fields === 'object' ? fields : []
  const left = typeof unread === 'object' ? unread : []
  return {
    ticks,
    first_ms,
    last_ms,
    fields: Object.fromEntries(columns.map((column) => splitAtSpace(column))),
    ...(left.length === 0 ? {} : { unread: Object.fromEntries(left.map(unreadColumn)) }),
  }
}

function unreadColumn(text: string): readonly [string, UnreadColumn] {
  const [head, hash] = splitAtSpace(text)
  const [name, ticks] = splitAtSpace(head)
  return [name, { ticks: Number(ticks), hash }]
}

function splitAtSpace(text: string): readonly [string, string] {
  const at = text.lastIndexOf(' ')
  return [text.slice(0, at), text.slice(at + 1)]
}
