// Findings about clocks.
import { finding } from './definition.ts'

export const qd04 = {
  QD0401: finding({
    severity: 'error',
    title: 'Clocks do not match',
    message: () => 'these two series tick at different times',
    hint: (a: { left: string; right: string; instead: string | undefined }) =>
      a.instead === undefined
        ? `One ticks ${a.left}, the other ${a.right}: bring both to one clock with \`hold\` or \`resample\`.`
        : `One ticks ${a.left}, the other ${a.right}. Use the last finished value of the slower one: \`${a.instead}\`.`,
  }),
  QD0402: finding({
    severity: 'error',
    title: 'Interval outside its limits',
    message: (a: { found: string }) => `an interval of ${a.found} is not between 1s and 1w`,
  }),
  QD0403: finding({
    severity: 'error',
    title: 'Offset too long',
    message: (a: { offset: string; every: string }) =>
      `the offset ${a.offset} is not shorter than the interval ${a.every}`,
  }),
  QD0404: finding({
    severity: 'error',
    title: 'Intervals do not fit',
    message: (a: { from: string; to: string; down: boolean }) =>
      a.down
        ? `what ticks ${a.from} has nothing to say ${a.to}`
        : `ticks ${a.from} do not fill buckets ${a.to}`,
    hint: (a) =>
      a.down
        ? 'Towards a finer clock a value is held: `hold(x, on)`.'
        : 'A bucket consists of whole ticks: its interval is a multiple of theirs, on the same grid.',
  }),
  QD0405: finding({
    severity: 'error',
    title: 'Bucket without an aggregate',
    message: (a: { found: string; among: string }) =>
      `it is not said what a bucket of ${a.found} values comes to`,
    hint: (a) => `Say one of ${a.among}, as in \`resample(x, 1h, "last")\`.`,
  }),
  QD0406: finding({
    severity: 'error',
    title: 'Record that is no bar',
    message: (a: { field: string | undefined }) =>
      a.field === undefined
        ? 'a record of prices is resampled as bars are: it takes no aggregate'
        : `\`${a.field}\` is none of open, high, low, close and volume, as numbers`,
    hint: 'Resample the fields one by one, each with its aggregate.',
  }),
  QD0407: finding({
    severity: 'error',
    title: 'Constant held',
    message: (a: { what: string; role: string }) =>
      a.role === 'on' ? 'a constant never ticks, so nothing ticks with it' : 'a constant needs no holding',
    hint: (a) =>
      a.role === 'on'
        ? 'Name the stream whose ticks are wanted: `hold(x, bars)`.'
        : 'It has its value at every tick as it is.',
  }),
  QD0408: finding({
    severity: 'error',
    title: 'Unknown calendar',
    message: (a: { id: string; known: readonly string[]; suggestion: string | undefined }) =>
      `there is no calendar "${a.id}"`,
    hint: (a) =>
      a.suggestion === undefined
        ? `There is ${a.known.map((id) => `"${id}"`).join(', ')}.`
        : `Did you mean "${a.suggestion}"?`,
  }),
  QD0409: finding({
    severity: 'error',
    title: 'Interval that a calendar does not have',
    message: (a: { found: string; id: string }) => `"${a.id}" knows sessions and weeks, not ${a.found}`,
    hint: (a) =>
      `Write \`1d in "${a.id}"\` or \`1w in "${a.id}"\`. A shorter interval ticks where there are data: it needs no calendar.`,
  }),
  QD0410: finding({
    severity: 'error',
    title: 'No single stream to hold on',
    message: (a: { every: string; many: boolean; candidates: readonly string[] }) =>
      a.many ? `several streams tick every ${a.every}` : `no stream in scope ticks every ${a.every}`,
    hint: (a) =>
      a.candidates.length === 0
        ? 'Name the stream whose ticks are wanted.'
        : `Name the stream whose ticks are wanted: ${a.candidates.join(', ')}.`,
  }),
  QD0411: finding({
    severity: 'error',
    title: 'Unknown clock',
    message: (a: { name: string }) => `\`${a.name}\` is no clock`,
    hint: 'A clock is an interval (`@ 5m`), a calendar (`@ 1d in "XNYS"`) or `@ events`.',
  }),
  QD0412: finding({
    severity: 'error',
    title: 'Offset of a calendar',
    message: () => 'the sessions of a calendar have no offset',
    hint: 'Leave the offset out: a tick is stamped with the close of its session.',
  }),
}
