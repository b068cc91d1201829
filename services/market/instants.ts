// How an instant is written for people and programs: ISO 8601 in UTC. Knows no clock of the machine.

/** `2017-01-03T09:30:00.000Z`; an instant that no calendar has is shown as its number. */
export function isoInstant(ms: number): string {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString()
}

/** The shortest form that says the same: `2017-01-03` at midnight, `2017-01-03T09:30Z` on a minute. */
export function showInstant(ms: number): string {
  const text = isoInstant(ms)
  if (text.endsWith('T00:00:00.000Z')) return text.slice(0, -14)
  if (text.endsWith(':00.000Z')) return `${text.slice(0, -8)}Z`
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text
}
