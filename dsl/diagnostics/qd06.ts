// Findings about missing data.
import { finding } from './definition.ts'

export const qd06 = {
  QD0601: finding({
    severity: 'error',
    title: 'Unknown missing-data policy',
    message: (a: { name: string }) => `there is no policy \`${a.name}\``,
    hint: 'The policies are skip, fail and na.',
  }),
  QD0602: finding({
    severity: 'error',
    title: 'Missing-data policy not stated',
    message: (a: { name: string }) => `the input \`${a.name}\` does not say what a missing tick means`,
    hint: 'Write `missing skip`, or set `defaults: { missing: skip }` in qmtl.yaml.',
  }),
  QD0603: finding({
    severity: 'warning',
    title: 'Fallback never used',
    message: () => 'the value before `??` is never na',
    hint: 'Remove the fallback.',
  }),
}
