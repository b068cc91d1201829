// The pages of all codes, merged from one file a family.
import type { Page } from './page.ts'
import { qd01 } from './qd01.ts'
import { qd02 } from './qd02.ts'
import { qd03 } from './qd03.ts'
import { qd04 } from './qd04.ts'
import { qd05 } from './qd05.ts'
import { qd06 } from './qd06.ts'
import { qd07 } from './qd07.ts'
import { qd11 } from './qd11.ts'

export const pages: Readonly<Record<string, Page>> = {
  ...qd01,
  ...qd02,
  ...qd03,
  ...qd04,
  ...qd05,
  ...qd06,
  ...qd07,
  ...qd11,
}
