// Findings about recursion and memory.
import { finding } from './definition.ts'

export const qd05 = {
  QD0501: finding({
    severity: 'error',
    title: 'Definition in terms of itself',
    message: (a: { cycle: string; past: boolean }) =>
      a.past
        ? `these definitions keep state from tick to tick: ${a.cycle}`
        : `these definitions need each other at the same tick: ${a.cycle}`,
    hint: (a) =>
      a.past
        ? 'State from tick to tick needs a recursion (`let rec`), which this version cannot run yet (QD0903).'
        : 'A value may depend on its own past, never on itself.',
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
