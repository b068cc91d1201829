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
}
