// What an account starts with and what trading costs it.
import { badSetting } from './failures.ts'
import { fail, ok, type Result } from '../core/result.ts'

export interface Settings {
  /** Money at the start, in the currency of the prices. */
  readonly cash: number
  /** Fraction of the filled notional: 0.001 is 0.1 %. */
  readonly fee: number
  /** Fraction by which a fill is worse than the market's price. */
  readonly slippage: number
  /** Quantities are multiples of it; null allows fractions. */
  readonly lot: number | null
}

export const defaultSettings: Settings = { cash: 100_000, fee: 0, slippage: 0, lot: null }

const SHARE = '0 or more, and below 1 (100 %)'

/** The settings themselves, or the first that makes no sense (QD2103). */
export function checkSettings(settings: Settings): Result<Settings> {
  const { cash, fee, slippage, lot } = settings
  if (!(cash > 0 && cash < Infinity)) return fail(badSetting('cash', cash, 'more than 0'))
  if (!(fee >= 0 && fee < 1)) return fail(badSetting('fee', fee, SHARE))
  if (!(slippage >= 0 && slippage < 1)) return fail(badSetting('slippage', slippage, SHARE))
  if (lot !== null && !(lot > 0 && lot < Infinity)) return fail(badSetting('lot', lot, 'more than 0'))
  return ok(settings)
}
