// Port: how long kernels take, from earlier runs: what an estimate is made of. Losing it costs
// estimates, nothing else.
import type { Deadline } from './deadline.ts'
import type { StoreFailure } from './failures.ts'
import type { Result } from './result.ts'

export interface Rate {
  readonly codeHash: string
  /** Nanoseconds a node and bar, over all measured bars. */
  readonly nsPerBar: number
  readonly bars: number
}

export interface RateReader {
  /** Those of the hashes that were ever measured. */
  rates(
    codeHashes: readonly string[],
    deadline: Deadline,
  ): Promise<Result<ReadonlyMap<string, Rate>, StoreFailure>>
}

export interface Rates extends RateReader {
  /** Adds measurements to what is known, weighted by bars. */
  measured(rates: readonly Rate[], deadline: Deadline): Promise<Result<void, StoreFailure>>
}
