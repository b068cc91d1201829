// What the columns of price files are called in the wild. Case and outer blanks never matter.

/** Fields of a bar, each with the names under which it is looked for, the first choice first. */
const barAliases: Readonly<Record<string, readonly string[]>> = {
  open: ['open', 'o', 'open price', 'open_price'],
  high: ['high', 'h', 'high price', 'high_price'],
  low: ['low', 'l', 'low price', 'low_price'],
  close: ['close', 'c', 'close price', 'close_price', 'last'],
  volume: ['volume', 'v', 'vol', 'vol.'],
}

/** Names of a column of opening times, the first choice first. */
const timeAliases: readonly string[] = [
  'time',
  'timestamp',
  'datetime',
  'date time',
  'date_time',
  'date',
  'open time',
  'open_time',
  'opentime',
  'time_key',
  'start',
  'start time',
  'start_time',
  'unix',
  'unix timestamp',
  'unix_timestamp',
  'epoch',
  'ts',
]

const fold = (name: string): string => name.trim().toLowerCase()

function positionOf(names: readonly string[], aliases: readonly string[]): number {
  const folded = names.map(fold)
  for (const alias of aliases) {
    const at = folded.indexOf(alias)
    if (at !== -1) return at
  }
  return -1
}

/** Position of the column that holds a field of the input's type, or -1. */
export function findField(names: readonly string[], field: string): number {
  return positionOf(names, Object.hasOwn(barAliases, field) ? (barAliases[field] ?? []) : [fold(field)])
}

/** Position of the column of opening times: a known name, else a nameless first column; or -1. */
export function findTime(names: readonly string[]): number {
  const at = positionOf(names, timeAliases)
  return at === -1 && names[0] === '' ? 0 : at
}

/** Position of a column named `time` that is not `other`, or -1. */
export function findClock(names: readonly string[], other: number): number {
  return names.findIndex((name, at) => at !== other && fold(name) === 'time')
}

/** Position of a column named `date`, or -1. */
export function findDate(names: readonly string[]): number {
  return positionOf(names, ['date'])
}

/**
 * The name under which an expression reaches a column: fields of a bar in lower case, identifiers as
 * they are, anything else in lower case with underscores (`Adj Close` is `adj_close`).
 */
export function nameInScope(name: string): string {
  const folded = fold(name)
  if (Object.hasOwn(barAliases, folded)) return folded
  if (/^[A-Za-z_]\w*$/.test(name)) return name
  const plain = folded.replace(/\W+/g, '_').replace(/^_+|_+$/g, '')
  return /^\d/.test(plain) ? `_${plain}` : plain
}
