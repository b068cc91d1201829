// The key of a stream in qmtl.yaml: its name and clock as the language writes them.
import type { Clock } from '../../../compiler/dag/document.ts'
import { currentVersion } from '../../../dsl/calendars/calendar.ts'
import { periodic } from '../../../dsl/term/clock.ts'

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

const NAME = String.raw`([A-Za-z0-9][A-Za-z0-9:._/-]{0,127})\s*@\s*`
const UNIT = '(ms|s|m|h|d|w)'
const periodicKey = new RegExp(`^${NAME}(\\d+)${UNIT}(?:\\s+offset\\s+(\\d+)${UNIT})?$`)
const calendarKey = new RegExp(String.raw`^${NAME}1([dw])\s+in\s+"([^"]+)"$`)
const eventsKey = new RegExp(String.raw`^${NAME}events$`)

export interface StreamName {
  readonly name: string
  readonly clock: Clock
}

/** `binance:BTCUSDT @ 1h offset 30m`, `nyse:SPY @ 1d in "XNYS"`, `x:TRADES @ events` → name and clock; undefined for anything else. */
export function readStreamKey(text: string): StreamName | undefined {
  const key = text.trim()
  const [, source] = eventsKey.exec(key) ?? []
  if (source !== undefined) return { name: source, clock: { events: source } }
  return readCalendarKey(key) ?? readPeriodicKey(key)
}

function readCalendarKey(key: string): StreamName | undefined {
  const [, name, unit, id] = calendarKey.exec(key) ?? []
  const version = id === undefined ? null : currentVersion(id)
  if (name === undefined || id === undefined || version === null) return undefined
  return { name, clock: { calendar: id, version, every: unit === 'w' ? '1w' : '1d' } }
}

function readPeriodicKey(key: string): StreamName | undefined {
  const [, name, every, unit, offset, offsetUnit] = periodicKey.exec(key) ?? []
  if (name === undefined || every === undefined || unit === undefined) return undefined
  const everyMs = Number(every) * (unitMs[unit] ?? Number.NaN)
  const offsetMs = offset === undefined ? 0 : Number(offset) * (unitMs[offsetUnit ?? ''] ?? Number.NaN)
  // The language's own limits: 1 s to 1 w.
  if (!(everyMs >= 1_000 && everyMs <= 604_800_000 && offsetMs < everyMs)) return undefined
  const clock = periodic(everyMs, offsetMs)
  return { name, clock: { every_ms: clock.everyMs, phase_ms: clock.phaseMs } }
}
