// All lint rules, in the order of their codes.
import { alwaysFalse } from '../../dsl/lint/always-false.ts'
import { builtinNames } from '../../dsl/lint/builtin-names.ts'
import { failingInput, orderWithoutStop } from '../../dsl/lint/live-safety.ts'
import { longWindows } from '../../dsl/lint/long-windows.ts'
import { mixedReadings } from '../../dsl/lint/mixed-readings.ts'
import { nearMisses } from '../../dsl/lint/near-misses.ts'
import { nothingEmitted } from '../../dsl/lint/nothing-emitted.ts'
import type { LintRule } from '../../dsl/lint/rule.ts'
import { seedWeight } from '../../dsl/lint/seed-weight.ts'
import * as style from '../../dsl/lint/style.ts'
import { targetRange } from '../../dsl/lint/target-range.ts'
import { unused } from '../../dsl/lint/unused.ts'
import { duplicates } from './duplicates.ts'

export const RULES: readonly LintRule[] = [
  unused,
  alwaysFalse,
  nothingEmitted,
  targetRange,
  mixedReadings,
  seedWeight,
  duplicates,
  nearMisses,
  longWindows,
  orderWithoutStop,
  failingInput,
  style.choiceOfBools,
  style.doubleNegation,
  style.comparisonWithBool,
  style.negatedIsNa,
  style.lookBackOfNone,
  builtinNames,
]
