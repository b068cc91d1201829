// From the spelling of a number or a duration to its value, and from a wrong spelling to what was
// probably meant. Knows no tokens.

export type NumberValue =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'duration'; readonly ms: number }

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

const SHAPE = /^([0-9][0-9_]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?(%|bps|ms|s|m|h|d|w)?$/

/**
 * The value of a number as written, or `null` when it is out of range: a whole number beyond
 * 2^53 − 1, a float beyond the largest double, a duration whose milliseconds are beyond 2^53 − 1.
 *
 * `%` and `bps` give the double nearest to the decimal: `0.7%` is the double nearest to 0.007,
 * which 0.7 / 100 is not.
 */
export function readNumber(text: string): NumberValue | null {
  const parts = SHAPE.exec(text)
  if (parts === null) return null
  const whole = (parts[1] ?? '').replaceAll('_', '')
  const [fraction, exponent, suffix] = [parts[2], parts[3], parts[4]]
  const unit = suffix === undefined ? undefined : UNITS[suffix]
  if (unit !== undefined) return inRange('duration', Number(whole) * unit)
  if (suffix === undefined && fraction === undefined && exponent === undefined)
    return inRange('int', Number(whole))
  const shift = suffix === '%' ? -2 : suffix === 'bps' ? -4 : 0
  const value = Number(`${whole}.${fraction ?? '0'}e${Number(exponent ?? 0) + shift}`)
  return Number.isFinite(value) ? { kind: 'float', value } : null
}

function inRange(kind: 'int' | 'duration', value: number): NumberValue | null {
  if (!Number.isSafeInteger(value)) return null
  return kind === 'int' ? { kind, value } : { kind, ms: value }
}

export interface NumberMistake {
  readonly reason: string
  /** A right spelling; `sure` when it can only have meant this. */
  readonly instead?: string
  readonly sure: boolean
}

const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/^(?:msecs?|millis|milliseconds?)$/i, 'ms'],
  [/^(?:s|secs?|seconds?)$/i, 's'],
  [/^(?:m|mins?|minutes?)$/i, 'm'],
  [/^(?:h|hrs?|hours?)$/i, 'h'],
  [/^(?:d|days?)$/i, 'd'],
  [/^(?:w|wks?|weeks?)$/i, 'w'],
  [/^(?:pct|percent)$/i, '%'],
  [/^(?:bps?|basis_?points?)$/i, 'bps'],
]

/** Why a word that begins with a digit is no number, and what to write instead. */
export function explainNumber(text: string): NumberMistake {
  if (/^\.[0-9]/.test(text)) return mistake('a number needs a digit before its point', `0${text}`)
  if (/^[0-9_]+\.$/.test(text)) return mistake('a number needs a digit after its point', `${text}0`)
  if (/^0[xXbBoO][0-9a-fA-F_]+$/.test(text)) {
    return mistake('numbers are written in decimal', String(Number(text.replaceAll('_', ''))))
  }
  if (/^0[0-9]/.test(text)) return mistake('a number does not begin with 0', text.replace(/^0+(?=[0-9])/, ''))
  if (/^[0-9_]+\.[0-9]+\.[0-9.]*$/.test(text))
    return { reason: 'a number has one point at most', sure: false }
  if (/^[0-9_]+(?:\.[0-9]+)?[eE]$/.test(text)) return { reason: 'an exponent needs digits', sure: false }
  const compound = /^(?:[0-9]+(?:ms|[smhdw]))+$/.test(text) ? totalOf(text) : undefined
  if (compound !== undefined) return mistake('a duration has one unit', spell(compound))
  const withUnit = /^([0-9][0-9_]*(?:\.[0-9]+)?)_?([A-Za-z_]+)$/.exec(text)
  if (withUnit !== null) return explainUnit(withUnit[1] ?? '', withUnit[2] ?? '')
  return { reason: 'this is not a number', sure: false }
}

function explainUnit(amount: string, unit: string): NumberMistake {
  const alias = ALIASES.find(([pattern]) => pattern.test(unit))?.[1]
  const ms = UNITS[alias ?? '']
  if (alias !== undefined && ms !== undefined && amount.includes('.')) {
    const total = Number(amount) * ms
    const instead = Number.isSafeInteger(total) && total > 0 ? spell(total) : undefined
    return mistake('a duration is a whole number of one unit', instead)
  }
  // A capital M is a month elsewhere.
  if (alias !== undefined) return mistake(`unknown unit \`${unit}\``, `${amount}${alias}`, unit !== 'M')
  if (/^(?:mo|mths?|months?|mon|q|quarters?|y|yrs?|years?)$/i.test(unit)) {
    return { reason: `unknown unit \`${unit}\`; months and years have no fixed length`, sure: false }
  }
  return { reason: `unknown unit \`${unit}\``, sure: false }
}

function mistake(reason: string, instead: string | undefined, sure = true): NumberMistake {
  if (instead === undefined || readNumber(instead) === null) return { reason, sure: false }
  return { reason, instead, sure }
}

/** Milliseconds of `1h30m`. */
function totalOf(text: string): number | undefined {
  let total = 0
  for (const [, amount, unit] of text.matchAll(/([0-9]+)(ms|[smhdw])/g)) {
    total += Number(amount) * (UNITS[unit ?? ''] ?? Number.NaN)
  }
  return Number.isSafeInteger(total) ? total : undefined
}

/** The shortest spelling of a duration in one unit. */
function spell(ms: number): string {
  let best = `${ms}ms`
  for (const [unit, length] of Object.entries(UNITS)) if (ms % length === 0) best = `${ms / length}${unit}`
  return best
}
