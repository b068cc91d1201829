// How a length of time is written for people, in the spelling of the language.

const units: readonly (readonly [string, number])[] = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
]

/** The shortest exact spelling with one unit: `5m`, `90m`, `1d`. */
export function showDuration(ms: number): string {
  const unit = units.find(([, size]) => ms % size === 0 && ms >= size)
  return unit === undefined ? `${ms}ms` : `${ms / unit[1]}${unit[0]}`
}

const written = /^([1-9][0-9]*)(w|d|h|m|s)$/

/** Milliseconds of a duration such as `5m`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, count, name] = written.exec(text.trim()) ?? []
  const unit = units.find(([spelling]) => spelling === name)
  return unit === undefined ? undefined : Number(count) * unit[1]
}
