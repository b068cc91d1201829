// Names that the language reserves for builtins of later versions: a use gets an honest answer
// instead of "unknown function". A name leaves this list when its declaration or library file comes.

export const LATER: ReadonlySet<string> = new Set(
  `accbands accdist acos adosc adx adxr alma ao apo aroon asin atan barssince bb bbw beta bop cci ceil cmf cmo
  cog coppock correlation cos cosh covariance cross cum cummax cummin dayofmonth dayofweek dema dev div dmi
  donchian dpo dx efi eom er eri falling fisher fixnan floor fosc group ha highestbars hl2 hlc3 hlcc4 hma hold
  hour ibs ichimoku iii kama kc kcw kst linearreg_intercept linearreg_slope linreg log10 log_return lowestbars
  macd massi mcginley median mfi midpoint midprice minute mod mode mom month natr nvi obv ohlc4 percent_b
  percentile_linear_interpolation percentile_nearest_rank percentrank pivothigh pivotlow pow ppo pvi pvt range
  rci rising roc rocp rocr round sar second sign sin sinh starts stoch stochastic stochrsi
  supertrend swma t3 tan tanh tema tr trima trix tsf tsi ulcer ultosc valuewhen vhf vortex vwap vwma
  wad wma wpr wvad year zlema zscore`.split(/\s+/),
)

/** Generators of test data that come later. */
export const LATER_GENERATORS: ReadonlySet<string> = new Set(['sine', 'walk', 'csv'])
