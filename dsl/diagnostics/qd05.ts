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
        ? 'What keeps state from tick to tick is defined with `let rec`.'
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
  QD0504: finding({
    severity: 'error',
    title: 'Recursion without a stream',
    message: (a: { name: string }) => `nothing says when \`${a.name}\` ticks`,
    hint: 'A recursion ticks with the streams in its body: name one.',
  }),
  QD0505: finding({
    severity: 'error',
    title: 'Recursion of no settled type',
    message: (a: { name: string }) => `the type of \`${a.name}\` does not follow from its body`,
    hint: (a) => `Say it: \`let rec ${a.name}: float = …\`.`,
  }),
  QD0506: finding({
    severity: 'error',
    title: 'Recursion across clocks',
    message: (a: { what: string }) =>
      `a recursion stays on one clock, and \`${a.what}\` of its own value would leave it`,
    hint: 'Give the recursion another name outside, and change the clock of that.',
  }),
  QD0507: finding({
    severity: 'error',
    title: 'Recursion over members',
    message: (a: { what: string }) => `\`${a.what}\` keeps state since the origin for every member`,
    hint: 'Members come and go: what is computed of each looks back over a window, as `sma` does.',
  }),
}
