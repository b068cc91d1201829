// Holds decoded rows to increasing time.
import { assertNever } from '../../../compiler/internal-error.ts'
import type { Decoded } from './decode.ts'
import { backwardTime, duplicateTime, newestFirst } from '../failures.ts'
import type { Failure } from '../../core/result.ts'
import { findDisorder } from './time-column.ts'

/** Why the rows are not in order of time (QD2014, QD2015, QD2016); null when they are. */
export function checkOrder({ stamps, placeOf }: Decoded): Failure | null {
  const disorder = findDisorder(stamps)
  if (disorder === null) return null
  const { kind, row } = disorder
  const at = (position: number): number => stamps[position] ?? NaN
  switch (kind) {
    case 'newest first':
      return newestFirst(placeOf(0), at(0), at(stamps.length - 1))
    case 'same':
      return duplicateTime(placeOf(row), at(row))
    case 'backward':
      return backwardTime(placeOf(row), at(row - 1), at(row))
    default:
      return assertNever(kind)
  }
}
