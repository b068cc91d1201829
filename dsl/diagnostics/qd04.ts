// Findings about clocks.
import { finding } from './definition.ts'

export const qd04 = {
  QD0401: finding({
    severity: 'error',
    title: 'Clocks do not match',
    message: () => 'these two series tick at different times',
    hint: (a: { left: string; right: string }) =>
      `One ticks ${a.left}, the other ${a.right}: bring both to one clock first.`,
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
}
