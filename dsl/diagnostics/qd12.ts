// Lint: what costs more than it needs to.
import { finding } from './definition.ts'

export const qd12 = {
  QD1201: finding({
    severity: 'warning',
    title: 'Computed twice',
    message: (a: { text: string; other: string; line: number }) =>
      `\`${a.text}\` is the same computation as \`${a.other}\` in line ${a.line}`,
    hint: 'It is one node and costs once: use one name for it.',
  }),
  QD1202: finding({
    severity: 'note',
    title: 'Nearly the same node',
    message: (a: { text: string; other: string; line: number }) =>
      `\`${a.text}\` differs from \`${a.other}\` in line ${a.line} in one constant, and only a little`,
    hint: 'With one constant for both there would be one node instead of two.',
  }),
  QD1203: finding({
    severity: 'warning',
    title: 'Long window',
    message: (a: { text: string; ticks: number; limit: number }) =>
      `\`${a.text}\` looks back ${a.ticks} ticks, which is more than ${a.limit}`,
    hint: 'Resample to a longer interval first, or set `lint: { window: … }` in qmtl.yaml.',
  }),
}
