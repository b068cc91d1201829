// The key of a stream in qmtl.yaml: its name and clock as the language writes them.
import type { PeriodicClock } from '../../../compiler/dag/document.ts'
import { periodic } from '../../../dsl/term/clock.ts'

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

const key =
  /^([A-Za-z0-9][A-Za-z0-9:._/-]{0,127})\s*@\s*(\d+)(ms|s|m|h|d|w)(?:\s+offset\s+(\d+)(ms|s|m|h|d|w))?$/

/** `binance:BTCUSDT @ 1h offset 30m` → name and clock; undefined for anything else. */
export function readStreamKey(
  text: string,
): { readonly name: string; readonly clock: PeriodicClock } | undefined {
  const [, name, every, unit, offset, offsetUnit] = key.exec(text.trim()) ?? []
  if (name === undefined || every === undefined || unit === undefined) return undefined
  const everyMs = Number(every) * (unitMs[unit] ?? Number.NaN)
  const offsetMs = offset === undefined ? 0 : Number(offset) * (unitMs[offsetUnit ?? ''] ?? Number.NaN)
  // The language's own limits: 1 s to 1 w.
  if (!(everyMs >= 1_000 && everyMs <= 604_800_000 && offsetMs < everyMs)) return undefined
  const clock = periodic(everyMs, offsetMs)
  return { name, clock: { every_ms: clock.everyMs, phase_ms: clock.phaseMs } }
}
