// The one table of all diagnostic codes, merged from one file a family. A code keeps its meaning
// for good; a code that is no longer reported moves to `retired` and is never given out again.
import type { Definition } from './definition.ts'
import { qd01 } from './qd01.ts'
import { qd02 } from './qd02.ts'
import { qd03 } from './qd03.ts'
import { qd04 } from './qd04.ts'
import { qd05 } from './qd05.ts'
import { qd06 } from './qd06.ts'
import { qd07 } from './qd07.ts'
import { qd08 } from './qd08.ts'
import { qd09 } from './qd09.ts'
import { qd11 } from './qd11.ts'
import { qd12 } from './qd12.ts'
import { qd13 } from './qd13.ts'
import { qd14 } from './qd14.ts'

const entries = {
  ...qd01,
  ...qd02,
  ...qd03,
  ...qd04,
  ...qd05,
  ...qd06,
  ...qd07,
  ...qd08,
  ...qd09,
  ...qd11,
  ...qd12,
  ...qd13,
  ...qd14,
}

type Entries = typeof entries

/** A code that can be reported. */
export type Code = keyof Entries

/** The arguments that a report of a code must bring; anything (say `{}`) where the message takes none. */
export type ArgsOf = {
  readonly [C in Code]: Entries[C] extends Definition<infer A> ? A : never
}

export const catalog: { readonly [C in Code]: Definition<ArgsOf[C]> } = entries

/** Codes of earlier versions with the titles they had. */
export const retired: Readonly<Record<string, string>> = {
  QD0901: 'Not available yet: imports',
  QD0904: 'Not available yet: calendar and event clocks',
  QD0905: 'Not available yet: named types and groups',
  QD0906: 'Not available yet: orders, legs, when',
  QD0907: 'Not available yet: missing-data policies that fill',
  QD0909: 'Not available yet: blocks, lists, lambdas',
  QD0911: 'Not available yet: destructuring',
}
