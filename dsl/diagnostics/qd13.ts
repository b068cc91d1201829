// Lint: what is unsafe once it trades.
import { finding } from './definition.ts'

export const qd13 = {
  QD1301: finding({
    severity: 'warning',
    title: 'Order without a stop',
    message: (a: { name: string }) => `nothing limits what the order \`${a.name}\` can lose`,
    hint: 'Emit a stop order for the other side, or state the position with a target.',
  }),
  QD1302: finding({
    severity: 'note',
    title: 'A missing tick ends the run',
    message: (a: { name: string }) =>
      `the first missing tick of \`${a.name}\` ends a live run, with its positions open`,
    hint: 'Choose `missing skip` or `missing na` for what trades live.',
  }),
}
