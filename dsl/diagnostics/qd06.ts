// Findings about missing data.
import { finding } from './definition.ts'

export const qd06 = {
  QD0601: finding({
    severity: 'error',
    title: 'Unknown missing-data policy',
    message: (a: { name: string }) => `there is no policy \`${a.name}\``,
    hint: 'The policies are skip, fail, na, hold(max: n) and interpolate(max: n).',
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
  QD0604: finding({
    severity: 'error',
    title: 'Filling without a limit',
    message: (a: { policy: string }) => `\`${a.policy}\` does not say how long a gap it fills`,
    hint: (a) => `Write \`${a.policy}(max: 3)\`: a gap of at most 3 ticks.`,
  }),
  QD0605: finding({
    severity: 'error',
    title: 'Not a part of a tag query',
    message: () => 'a tag query has `all`, `any` and `none`, each a list of tags',
    hint: 'For example `tags(all: ["crypto", "perp"])`.',
  }),
  QD0606: finding({
    severity: 'error',
    title: 'Tag query for everything',
    message: () => 'this query asks for no tag',
    hint: 'Name at least one tag in `all` or `any`.',
  }),
  QD0607: finding({
    severity: 'error',
    title: 'Not an instant',
    message: (a: { found: string }) => `"${a.found}" is no day and no instant`,
    hint: 'Write a day as "2020-01-31" or an instant in UTC as "2020-01-31T09:30:00Z".',
  }),
  QD0608: finding({
    severity: 'error',
    title: 'One stream or many',
    message: (a: { grouped: boolean; found: string }) =>
      a.grouped
        ? `tags find many streams, and ${a.found} is the type of one`
        : `a stream is one, and ${a.found} is the type of many`,
    hint: (a) =>
      a.grouped ? `Write \`group<${a.found}>\`.` : 'Write the type of its ticks, or ask for `tags(…)`.',
  }),
  QD0609: finding({
    severity: 'error',
    title: 'Group of events',
    message: () => 'the members of a group tick on one interval',
    hint: 'Events of several streams have no common clock: name an interval, as `@ 1m`.',
  }),
  QD0610: finding({
    severity: 'error',
    title: 'Missing events',
    message: () => 'events come when they come: none can be missing',
    hint: 'Leave the policy out.',
  }),
}
