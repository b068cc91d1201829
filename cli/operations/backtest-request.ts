// Reads what a backtest is asked for: instants, amounts, shares.
import type { Settings } from '../../services/backtest/settings.ts'
import type { Range } from '../../services/backtest/simulate.ts'
import { startNotBeforeEnd } from '../../services/backtest/failures.ts'
import { fail, ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import { readInstant } from '../project/config/instant.ts'
import { projectFailure } from '../project/failures.ts'

/** The range between two instants in UTC; a start that is not before the end is a failure. */
export function readRange(start: string, end: string): Result<Range> {
  const from = readInstant(start)
  const to = readInstant(end)
  const wrong =
    from === undefined ? (['--start', start] as const) : to === undefined ? (['--end', end] as const) : null
  if (wrong !== null || from === undefined || to === undefined) {
    const message = `${wrong?.[0] ?? ''} ${wrong?.[1] ?? ''} is no time`
    return fail(
      projectFailure('usage', {
        message,
        hint: 'Write a date such as 2024-01-31, or an instant such as 2024-01-31T09:30Z.',
      }),
    )
  }
  return from < to ? ok({ start: from, end: to }) : fail(startNotBeforeEnd(from, to))
}

const NUMBER = /^(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(%|bps)?$/
const SCALE = { '%': 'e-2', bps: 'e-4' } as const

/** The number nearest to the decimal that is written; null for anything else. */
function readNumber(text: string, scaled: boolean): number | null {
  const [, digits, unit] = NUMBER.exec(text) ?? []
  if (digits === undefined || (unit !== undefined && !scaled)) return null
  if (unit !== '%' && unit !== 'bps') return Number(digits)
  return /[eE]/.test(digits) ? null : Number(`${digits}${SCALE[unit]}`)
}

interface SettingFlags {
  readonly cash: string
  readonly fee: string
  readonly slippage: string
  readonly lot?: string | undefined
}

/** The account's settings; their ranges are checked by the account itself. */
export function readSettings(flags: SettingFlags): Result<Settings> {
  const cash = readNumber(flags.cash, false)
  const fee = readNumber(flags.fee, true)
  const slippage = readNumber(flags.slippage, true)
  const lot = flags.lot === undefined ? null : readNumber(flags.lot, false)
  const bad = (name: string, text: string): Result<Settings> =>
    fail(
      projectFailure('usage', {
        message: `--${name} ${text} is no number`,
        hint: 'For example 100000, 0.1%, 5bps.',
      }),
    )
  if (cash === null) return bad('cash', flags.cash)
  if (fee === null) return bad('fee', flags.fee)
  if (slippage === null) return bad('slippage', flags.slippage)
  if (flags.lot !== undefined && lot === null) return bad('lot', flags.lot)
  return ok({ cash, fee, slippage, lot })
}
