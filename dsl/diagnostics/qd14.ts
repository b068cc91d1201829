// Lint: style, and the comments that silence lint.
import { finding } from './definition.ts'

export const qd14 = {
  QD1401: finding({
    severity: 'note',
    title: 'Choice between true and false',
    message: (a: { instead: string }) => `this \`if\` is \`${a.instead}\``,
  }),
  QD1402: finding({
    severity: 'note',
    title: 'Double negation',
    message: (a: { op: string }) => `\`${a.op}\` twice is nothing`,
  }),
  QD1403: finding({
    severity: 'note',
    title: 'Comparison with true or false',
    message: (a: { instead: string }) => `this comparison is \`${a.instead}\``,
  }),
  QD1404: finding({
    severity: 'note',
    title: 'Negated question for na',
    message: (a: { instead: string }) => `this reads better as \`${a.instead}\``,
  }),
  QD1405: finding({
    severity: 'note',
    title: 'Look back of no ticks',
    message: (a: { instead: string }) => `zero ticks ago is now: this is \`${a.instead}\``,
  }),
  QD1406: finding({
    severity: 'note',
    title: 'Name of a builtin',
    message: (a: { what: string; name: string }) =>
      `the ${a.what} \`${a.name}\` has the name of a builtin function`,
    hint: 'Both can be used; a reader has to think about which is meant.',
  }),
  QD1410: finding({
    severity: 'warning',
    title: 'Suppression without a reason',
    message: () => 'this comment does not say why the finding is right to ignore, so it silences nothing',
    hint: 'Write `// qmtl-ignore QD1101: why it is right here`.',
  }),
  QD1411: finding({
    severity: 'warning',
    title: 'Suppression of nothing',
    message: (a: { code: string }) => `there is no ${a.code} here to be silenced`,
    hint: 'Remove the code from the comment.',
  }),
  QD1412: finding({
    severity: 'warning',
    title: 'Suppression of an unknown code',
    message: (a: { code: string }) => `\`${a.code}\` is not a code of lint`,
    hint: 'Only codes from QD11 to QD14 can be silenced: docs/lint.md lists them.',
  }),
}
