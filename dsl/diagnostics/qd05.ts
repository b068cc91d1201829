// Findings about recursion and memory.
import { finding } from './definition.ts'

export const qd05 = {
  QD0501: finding({
    severity: 'error',
    title: 'Definition in terms of itself',
    message: (a: { cycle: string }) => `these definitions need each other at the same tick: ${a.cycle}`,
    hint: 'A value may depend on its own past, never on itself.',
  }),
  QD0502: finding({
    severity: 'error',
    title: 'Recursive function',
    message: (a: { cycle: string }) => `functions cannot call themselves: ${a.cycle}`,
    hint: 'Functions are inlined where they are called.',
  }),
  QD0503: finding({
    severity: 'error',
    title: 'prev outside a recursion',
    message: () => '`prev` has a meaning only inside a recursion',
    hint: (a: { rewrite: string }) => `The value one tick ago is \`${a.rewrite}\`.`,
  }),
}
