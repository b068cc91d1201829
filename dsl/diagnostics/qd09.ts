// Findings about what the grammar knows and the compiler cannot do yet.
import { finding } from './definition.ts'

const later = (what: string) =>
  finding({
    severity: 'error',
    title: `Not available yet: ${what}`,
    message: (a: { what: string }) => `${a.what} cannot be compiled by this version`,
    hint: 'The syntax is right; a later version will run it.',
  })

export const qd09 = {
  QD0901: later('imports'),
  QD0902: later('inputs by tags, since'),
  QD0903: later('recursive definitions'),
  QD0904: later('calendar and event clocks'),
  QD0905: later('named types and groups'),
  QD0906: later('orders, legs, when'),
  QD0907: later('missing-data policies that fill'),
  QD0908: later('builtin functions'),
  QD0909: later('blocks, lists, lambdas'),
  QD0910: later('test generators'),
  QD0911: later('destructuring'),
  QD0912: later('series of strings and durations'),
}
