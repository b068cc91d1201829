// Findings about names and parameters.
import type { NoModule } from '../check/modules.ts'
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
  QD0210: finding({
    severity: 'error',
    title: 'Import that leads nowhere',
    message: (a: { from: string } & NoModule) => `"${a.from}" cannot be imported: ${whyNot(a)}`,
    hint: (a) =>
      a.reason === 'case'
        ? `Write it as the file system has it: "${a.found}".`
        : 'A path starts with `./` or `../` and is relative to this file; anything else is an installed package with a `qdag` export.',
  }),
  QD0211: finding({
    severity: 'error',
    title: 'Unknown import',
    message: (a: { name: string; from: string; suggestion: string | undefined }) =>
      `"${a.from}" has no \`${a.name}\``,
    hint: maybe,
  }),
  QD0212: finding({
    severity: 'error',
    title: 'Import of what is not exported',
    message: (a: { name: string; from: string }) => `"${a.from}" keeps \`${a.name}\` to itself`,
    hint: 'Write `export` before its definition there.',
  }),
  QD0213: finding({
    severity: 'error',
    title: 'Import of a strategy',
    message: (a: { from: string; name: string }) =>
      `"${a.from}" is the strategy \`${a.name}\`, not a library`,
    hint: 'Move what both need into a file that begins with `lib`.',
  }),
  QD0214: finding({
    severity: 'error',
    title: 'Circle of imports',
    message: (a: { from: string; path: string }) => `"${a.from}" leads back to ${a.path}`,
    hint: 'Move what both need into a third library.',
  }),
}

function whyNot(module: NoModule): string {
  switch (module.reason) {
    case 'missing':
      return `there is no file ${module.path}`
    case 'case':
      return `the file is called ${module.found}`
    case 'outside':
      return `${module.path} lies outside the project`
    case 'unreadable':
      return module.why
    case 'no-package':
      return `no package ${module.path} is installed`
    case 'no-export':
      return `${module.path} has no \`qdag\` export`
  }
}
