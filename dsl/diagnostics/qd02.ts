// Findings about names and parameters.
import { finding } from './definition.ts'

interface Nearest {
  /** The name that is nearest to the unknown one. */
  readonly suggestion: string | undefined
  /** What to write instead where that is known; it is said before the suggestion. */
  readonly instead?: string | undefined
}

const maybe = ({ suggestion, instead }: Nearest): string | undefined =>
  instead ?? (suggestion === undefined ? undefined : `Did you mean \`${suggestion}\`?`)

export const qd02 = {
  QD0201: finding({
    severity: 'error',
    title: 'Name defined twice',
    message: (a: { name: string }) => `\`${a.name}\` is defined twice`,
    hint: 'Give one of the two another name.',
  }),
  QD0202: finding({
    severity: 'error',
    title: 'Parameter hides a name of the file',
    message: (a: { name: string }) => `the parameter \`${a.name}\` has the name of something in this file`,
    hint: 'Names never hide each other: rename the parameter.',
  }),
  QD0203: finding({
    severity: 'error',
    title: 'Unknown type',
    message: (a: { name: string; suggestion: string | undefined }) => `there is no type \`${a.name}\``,
    hint: maybe,
  }),
  QD0204: finding({
    severity: 'error',
    title: 'Unknown name',
    message: (a: Nearest & { name: string }) => `there is no value named \`${a.name}\``,
    hint: maybe,
  }),
  QD0205: finding({
    severity: 'error',
    title: 'Unknown function',
    message: (a: Nearest & { name: string }) => `there is no function \`${a.name}\``,
    hint: maybe,
  }),
  QD0206: finding({
    severity: 'error',
    title: 'Parameter outside its range',
    message: (a: { name: string; value: string; range: string }) =>
      `\`${a.name}\` is ${a.value}, which is not in ${a.range}`,
    hint: 'Choose a value that is allowed, or allow more.',
  }),
  QD0207: finding({
    severity: 'error',
    title: 'Parameter condition not met',
    message: (a: { name: string; value: string; condition: string }) =>
      `\`${a.name}\` is ${a.value}, but \`${a.condition}\` does not hold`,
    hint: 'Change one of the params that the condition names.',
  }),
  QD0208: finding({
    severity: 'error',
    title: 'Range the wrong way round',
    message: (a: { low: string; high: string }) => `the range starts at ${a.low} and ends at ${a.high}`,
    hint: 'Write the smaller bound first.',
  }),
  QD0209: finding({
    severity: 'error',
    title: 'Unknown param',
    message: (a: { name: string; strategy: string; suggestion: string | undefined }) =>
      `strategy \`${a.strategy}\` has no param \`${a.name}\``,
    hint: maybe,
  }),
}
