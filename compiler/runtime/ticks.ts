// The shape in which ticks move between loaders, the engine and what reads its results.

/**
 * Ticks of one stream in time order, as columns of equal length.
 *
 * `times` are the ticks' instants (end of the bucket) in milliseconds since 1970; `labels` their
 * numbers on the clock, strictly increasing integers. A float column holds `NaN` for na, a bool
 * column 0 and 1.
 */
export interface Ticks {
  readonly times: Float64Array
  readonly labels: Float64Array
  /** By field name; a scalar stream has the one column `value`. */
  readonly columns: Readonly<Record<string, Float64Array>>
}

/** Name of the only column of a stream of scalars. */
export const VALUE = 'value'
