// Findings of the lexer and the parser, and of the limits that they keep.
import { finding } from './definition.ts'

export const qd01 = {
  QD0101: finding({
    severity: 'error',
    title: 'Unexpected character',
    message: (a: { found: string; hint?: string }) => `unexpected ${a.found}`,
    hint: (a) => a.hint,
  }),
  QD0102: finding({
    severity: 'error',
    title: 'Malformed number',
    message: (a: { reason: string; instead?: string; hint?: string }) =>
      a.instead === undefined ? a.reason : `${a.reason}; did you mean ${a.instead}?`,
    hint: (a) => a.hint,
  }),
  QD0103: finding({
    severity: 'error',
    title: 'Number out of range',
    message: (a: { text: string; limit: string }) => `${a.text} is too large: ${a.limit}`,
  }),
  QD0104: finding({
    severity: 'error',
    title: 'Text without end',
    message: () => 'this text has no closing quote',
    hint: 'a text ends on the line on which it begins; a quote inside is written \\"',
  }),
  QD0105: finding({
    severity: 'error',
    title: 'Bad character in a text',
    message: (a: { reason: string; hint?: string }) => a.reason,
    hint: (a) => a.hint,
  }),
  QD0106: finding({
    severity: 'error',
    title: 'Nested too deeply',
    message: (a: { what: string; limit: number }) => `${a.what} more than ${a.limit} deep`,
    hint: (a) => `give the inner part a name with \`${a.what.startsWith('types') ? 'type' : 'let'}\``,
  }),
  QD0107: finding({
    severity: 'error',
    title: 'Unexpected text',
    message: (a: { expected: string; hint?: string } & ({ found: string } | { after: string })) =>
      'found' in a ? `expected ${a.expected}, found ${a.found}` : `expected ${a.expected} after ${a.after}`,
    hint: (a) => a.hint,
  }),
  QD0108: finding({
    severity: 'error',
    title: 'Missing else',
    message: () => 'this `if` has no `else`',
    hint: 'every tick needs a value: `if a then b else c`; where there is none, write `else na`',
  }),
  QD0109: finding({
    severity: 'error',
    title: 'Bracket without end',
    message: (a: { open: string; close: string }) => `this ${a.open} has no ${a.close}`,
  }),
  QD0110: finding({
    severity: 'error',
    title: 'Bracket without beginning',
    message: (a: { close: string; open: string }) => `this ${a.close} has no ${a.open}`,
  }),
  QD0111: finding({
    severity: 'error',
    title: 'Misspelt keyword',
    message: (a: { found: string; instead: string }) =>
      `unknown word \`${a.found}\`; did you mean \`${a.instead}\`?`,
  }),
  QD0112: finding({
    severity: 'error',
    title: 'Missing header',
    message: () => 'a file begins with `strategy NAME` or `lib NAME`',
    hint: 'a strategy has inputs and sinks; a lib has functions for others to import',
  }),
  QD0113: finding({
    severity: 'error',
    title: 'Parentheses needed around `if`',
    message: () => '`if` as an operand needs parentheses',
    hint: 'its `else` would take everything that follows',
  }),
  QD0114: finding({
    severity: 'error',
    title: 'Parentheses needed around `not`',
    message: (a: { after: string }) => `\`not\` after \`${a.after}\` needs parentheses`,
    hint: '`not` binds more weakly than comparison and arithmetic',
  }),
  QD0115: finding({
    severity: 'error',
    title: 'Reserved word',
    message: (a: { word: string }) => `\`${a.word}\` is a word of the language and cannot be a name`,
  }),
  QD0116: finding({
    severity: 'error',
    title: 'Not a definition',
    message: (a: { found: string; hint?: string }) => `expected a definition, found ${a.found}`,
    hint: (a) => a.hint ?? 'a definition begins with one of: import param input type let fn emit test',
  }),
  QD0117: finding({
    severity: 'error',
    title: 'Assignment in an expression',
    message: () => '`=` does not compare',
    hint: 'equality is `==`',
  }),
  QD0118: finding({
    severity: 'error',
    title: 'Second header',
    message: (a: { word: string }) => `a file has one header; this is a second \`${a.word}\``,
    hint: 'put the rest into a file of its own',
  }),
  QD0119: finding({
    severity: 'error',
    title: 'Definition in the wrong place',
    message: (a: { word: string; where: string }) => `\`${a.word}\` ${a.where}`,
  }),
  QD0120: finding({
    severity: 'error',
    title: 'Parentheses needed',
    message: (a: { where: string }) => `${a.where} takes arithmetic only; put parentheses around this`,
  }),
  QD0121: finding({
    severity: 'error',
    title: 'Too many mistakes',
    message: (a: { limit: number }) => `more than ${a.limit} mistakes; the rest is not shown`,
  }),
  QD0122: finding({
    severity: 'error',
    title: 'File too large',
    message: (a: { length: number; limit: number }) =>
      `a source of ${a.length} characters; the limit is ${a.limit}`,
    hint: 'data belongs into a CSV file',
  }),
  QD0123: finding({
    severity: 'error',
    title: 'Said twice',
    message: (a: { word: string }) => `\`${a.word}\` is said a second time`,
  }),
}
