// Findings of the lexer and the parser, and of the limits that they keep.
import { finding } from './definition.ts'

export const qd01 = {
  QD0101: finding({
    severity: 'error',
    title: 'Unexpected character',
    message: (a: { found: string }) => `unexpected character ${a.found}`,
  }),
}
