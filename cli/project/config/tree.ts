// A configuration file as plain data that knows where each value stands. Knows no format and no
// meaning of a key.

export interface Place {
  /** Both count from 1. */
  readonly line: number
  readonly column: number
}

export interface ScalarTree {
  readonly kind: 'scalar'
  readonly at: Place
  readonly value: string | number | boolean | null
  /** The value as it is written, without quotes: `0.50`, `1%`. */
  readonly text: string
}

export interface ListTree {
  readonly kind: 'list'
  readonly at: Place
  readonly items: readonly Tree[]
}

export interface MapTree {
  readonly kind: 'map'
  readonly at: Place
  readonly entries: readonly MapEntry[]
}

export interface MapEntry {
  readonly key: string
  /** Where the key stands. */
  readonly at: Place
  readonly value: Tree
}

export type Tree = ScalarTree | ListTree | MapTree
