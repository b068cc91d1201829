// Forms that people bring along from other languages, told by the tokens at which reading them stops,
// and how the same is written here. Data only.
import type { TokenType } from 'chevrotain'
import * as t from './tokens.ts'

interface Habit {
  /** What should have come, in the words of the message; left out where any thing could. */
  readonly expected?: RegExp
  /** The last token that was read. */
  readonly after?: readonly TokenType[]
  /** The one in front of it. */
  readonly before?: readonly TokenType[]
  readonly found?: readonly TokenType[]
  readonly hint: string
}

/** The first that fits is said. */
const HABITS: readonly Habit[] = [
  { found: [t.Arrow], hint: 'a function `x => …` can only be an argument; others are defined by `fn`' },
  { after: [t.Na], found: [t.OpenParen], hint: 'write `x is na`' },
  {
    after: [t.Strategy, t.Lib],
    found: [t.OpenParen, t.Text],
    hint: 'a file begins with `strategy NAME`; nothing else is said of it',
  },
  { expected: /^`:` and a type$/, before: [t.Param], hint: 'for example `param n: int = 20`' },
  {
    expected: /^`:` and a type$/,
    before: [t.Input],
    hint: 'for example `input bars: Bar from stream("…") @ 5m`',
  },
  { expected: /^`then`$/, hint: 'write `if a then 1 else 0`' },
  {
    expected: /^a field name or `let`$/,
    after: [t.OpenBrace],
    hint: 'braces hold a record, `{ a: 1 }`, or definitions; a value stands without them',
  },
]

/** What to say beyond what was expected and what was found, if the place shows a habit. */
export function habitHint(
  expected: string,
  { before, after, found }: Readonly<Record<'before' | 'after' | 'found', TokenType>>,
): string | undefined {
  return HABITS.find(
    (habit) =>
      (habit.expected?.test(expected) ?? true) &&
      (habit.before?.includes(before) ?? true) &&
      (habit.after?.includes(after) ?? true) &&
      (habit.found?.includes(found) ?? true),
  )?.hint
}
