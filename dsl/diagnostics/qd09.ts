// Findings about what the grammar knows and the compiler cannot do yet.
import { finding } from './definition.ts'

const PLANNED = 'It is planned for a later version.'

const later = (what: string) =>
  finding({
    severity: 'error',
    title: `Not available yet: ${what}`,
    message: (a: { what: string }) => `${a.what} cannot be compiled by this version`,
    hint: PLANNED,
  })

export const qd09 = {
  QD0902: later('inputs by tags, since'),
  QD0903: later('recursive definitions'),
  QD0908: finding({
    severity: 'error',
    title: 'Not available yet: builtin functions',
    message: (a: { what: string; available: readonly string[] }) =>
      `${a.what} cannot be compiled by this version`,
    hint: (a) => `${PLANNED} This one has ${a.available.join(', ')}.`,
  }),
  QD0910: later('test generators'),
  QD0912: later('series of strings and durations'),
  QD0913: later('changes of clock'),
}
