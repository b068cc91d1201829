// How figures are written for people: grouped digits, a sign where it matters, a dash for nothing.
// Independent of the machine's locale.

const NOTHING = '–'
/** From here on digits before the point say nothing any more. */
const HUGE = 1e15

/** `1234567.5` with two places is `1,234,567.50`. */
export function fixed(value: number, places: number): string {
  if (!Number.isFinite(value)) return NOTHING
  if (Math.abs(value) >= HUGE) return value.toExponential(3)
  const [whole = '', fraction] = Math.abs(value).toFixed(places).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text
}

/** With a plus before gains. */
export function signed(value: number, places: number): string {
  const text = fixed(value, places)
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** A fraction as percent, `+12.34 %` when a sign is asked for. */
export function percent(value: number | null, withSign = false): string {
  if (value === null) return NOTHING
  return `${withSign ? signed(value * 100, 2) : fixed(value * 100, 2)} %`
}

export function ratio(value: number | null): string {
  return value === null ? NOTHING : fixed(value, 2)
}

/** A price or a quantity: its own digits, but no more than `most` that count. */
export function digits(value: number, most = 8): string {
  if (!Number.isFinite(value)) return NOTHING
  const text = String(Number(value.toPrecision(most)))
  return text.includes('e') ? text : fixed(value, text.split('.')[1]?.length ?? 0)
}

const spans: readonly (readonly [string, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
]

/** A length of time in its largest unit that fits twice: `90 days`, `36 hours`. */
export function span(ms: number | null): string {
  if (ms === null) return NOTHING
  const [unit, size] = spans.find(([, each]) => ms >= 2 * each) ?? ['second', 1_000]
  const count = Math.round(ms / size)
  return `${fixed(count, 0)} ${unit}${count === 1 ? '' : 's'}`
}

/** A count with its noun. */
export function counted(count: number, noun: string): string {
  return `${fixed(count, 0)} ${noun}${count === 1 ? '' : 's'}`
}
