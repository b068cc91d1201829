// Names that people bring along from other languages and libraries, and what this language writes
// instead. Data only: which names exist here is the scope's to say.

/** What libraries of functions are called elsewhere: here functions stand alone. */
export const FOREIGN_NAMESPACES: ReadonlySet<string> = new Set(
  'ta math np numpy pd pandas talib statistics'.split(' '),
)

/** Functions and methods by their lower-case names elsewhere. */
const FUNCTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'if a then b else c': 'iff iif ifelse where ternary',
    'x is na': 'isna isnan isnull is_na is_nan',
    'x is not na': 'notna notnull not_na',
    'x ?? 0': 'nz fillna fill_na nan_to_num coalesce ifnull',
    'x[1]': 'lag shift delay previous',
    'change(x, n)': 'diff delta',
    'x / x[1] - 1': 'pct_change pctchange returns',
    'sma(x, n)': 'mean avg average ma moving_average rolling_mean',
    'stdev(x, n)': 'std sd stddev std_dev rolling_std standard_deviation',
    'highest(x, n)': 'rolling_max ts_max hhv',
    'lowest(x, n)': 'rolling_min ts_min llv',
    'sum(x, n)': 'rolling_sum ts_sum',
    'ema(x, n)': 'ewm ewma exponential_moving_average',
    'max(a, b)': 'maximum fmax',
    'min(a, b)': 'minimum fmin',
    'clamp(x, lo, hi)': 'clip',
    'ln(x)': 'log loge',
    'crossover(a, b)': 'crossabove cross_above crossup crosses_above cross_over',
    'crossunder(a, b)': 'crossbelow cross_below crossdown crosses_below cross_under',
    'emit signal name = x': 'plot plotshape print',
  }).flatMap(([here, names]) => names.split(' ').map((name) => [name, here] as const)),
)

/** Values by their lower-case names elsewhere. */
const VALUES: ReadonlyMap<string, string> = new Map([
  ['true', 'true'],
  ['false', 'false'],
  ...['none', 'null', 'nan', 'na', 'undefined'].map((name) => [name, 'na'] as const),
  ['pi', '3.141592653589793'],
])

/** How a call of the function is written here, with `x`, `a`, `b` for its operands. */
export function foreignFunction(name: string): string | undefined {
  return FUNCTIONS.get(name.toLowerCase())
}

/** How the value is written here. */
export function foreignValue(name: string): string | undefined {
  return VALUES.get(name.toLowerCase())
}
