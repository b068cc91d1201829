// Lint: what compiles and is most likely not meant.
import { finding } from './definition.ts'

export const qd11 = {
  QD1101: finding({
    severity: 'warning',
    title: 'Unused',
    message: (a: { what: string; name: string }) => `the ${a.what} \`${a.name}\` is never used`,
    hint: 'Remove it.',
  }),
  QD1102: finding({
    severity: 'warning',
    title: 'Always false',
    message: (a: { text: string }) => `\`${a.text}\` is false on every tick`,
    hint: 'Check the operands: na compares false, and constants never change.',
  }),
  QD1103: finding({
    severity: 'warning',
    title: 'Nothing is emitted',
    message: (a: { name: string }) => `the strategy \`${a.name}\` emits nothing, so nothing of it runs`,
    hint: 'Add a sink: `emit signal name = …` or `emit target name = …`.',
  }),
  QD1104: finding({
    severity: 'warning',
    title: 'Target outside its range',
    message: (a: { name: string; low: string; high: string }) =>
      `the target \`${a.name}\` can be from ${a.low} to ${a.high}, and a weight is from -1 to 1`,
    hint: 'Keep it inside: `clamp(weight, -1, 1)`.',
  }),
  QD1105: finding({
    severity: 'warning',
    title: 'Delayed and undelayed readings of one source',
    message: (a: { delayed: string; other: string; sink: string }) =>
      `\`${a.sink}\` reads one stream through \`${a.delayed}\`, which is delayed, and through \`${a.other}\`, which is not so`,
    hint: 'Read the stream through one input, so that the values of a tick belong together.',
  }),
  QD1106: finding({
    severity: 'note',
    title: 'Seed still weighs',
    message: (a: { text: string; sink: string; weight: string }) =>
      `on the first tick that \`${a.sink}\` shows, ${a.weight} of \`${a.text}\` is still its seed`,
    hint: 'Results shortly after the origin depend on where the data begin: judge later ones.',
  }),
}
