// Findings about test blocks.
import { finding } from './definition.ts'

export const qd08 = {
  QD0801: finding({
    severity: 'error',
    title: 'Nothing to give',
    message: (a: { name: string; suggestion: string | undefined }) =>
      `\`${a.name}\` is neither an input nor a param`,
    hint: (a) => (a.suggestion === undefined ? undefined : `Did you mean \`${a.suggestion}\`?`),
  }),
  QD0802: finding({
    severity: 'error',
    title: 'Inputs not given',
    message: (a: { names: string }) => `the test gives no data for ${a.names}`,
    hint: 'Add a line such as `given bars = ramp(from: 100, step: 1)`.',
  }),
  QD0803: finding({
    severity: 'error',
    title: 'Generator outside a given',
    message: (a: { name: string }) => `\`${a.name}\` makes test data: it stands only after \`given … =\``,
  }),
  QD0804: finding({
    severity: 'error',
    title: 'Expectation is no condition',
    message: (a: { found: string }) => `an expectation is a bool, not ${a.found}`,
  }),
  QD0805: finding({
    severity: 'error',
    title: 'Tick numbers the wrong way round',
    message: (a: { first: number; last: number }) => `the ticks ${a.first}..${a.last} run backwards`,
  }),
  QD0806: finding({
    severity: 'error',
    title: 'Tolerance without an equality',
    message: () => '`within` needs an expectation of the form `a == b`',
  }),
  QD0807: finding({
    severity: 'error',
    title: 'Given twice',
    message: (a: { name: string }) => `the test gives \`${a.name}\` twice`,
  }),
  QD0808: finding({
    severity: 'error',
    title: 'Test data cannot be made',
    message: (a: { why: string }) => a.why,
  }),
  QD0809: finding({
    severity: 'error',
    title: 'Expectation without ticks',
    message: () => 'this expectation is made of constants that are not computed before anything runs',
    hint: 'Expect something of a series.',
  }),
}
