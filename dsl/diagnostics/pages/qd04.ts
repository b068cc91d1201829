// Pages about clocks, recursion and missing data.
import { page } from './page.ts'
import type { Page } from './page.ts'

export const qd04: Readonly<Record<string, Page>> = {
  QD0401: page(
    'Between the ticks of a slower series nobody knows its next value. What is meant has to be said, and then nothing of the future can slip in.',
    'input day: Bar from stream("x:BARS") @ 1d missing skip\nlet a = x - day.close',
    'input more: Bar from stream("x:MORE") @ 1h missing skip\nlet a = x - more.close',
  ),
  QD0402: page(
    'Ticks come at most once a second and at least once a week.',
    'input a: Bar from stream("x:A") @ 5ms missing skip',
    'input a: Bar from stream("x:A") @ 5s missing skip',
  ),
  QD0403: page(
    'An offset moves the grid of an interval within itself.',
    'input a: Bar from stream("x:A") @ 1h offset 90m missing skip',
    'input a: Bar from stream("x:A") @ 1h offset 30m missing skip',
  ),
  QD0501: page(
    'A value that needs itself at the same tick has none. Its own past is another matter: that is a recursion.',
    'let a = b + x\nlet b = a + y',
    'let a = x\nlet b = a + y',
  ),
  QD0502: page(
    'Functions are written out where they are called, and one that calls itself would never end.',
    'fn f(v: float): float = f(v) + 1',
    'fn f(v: float): float = v + 1',
  ),
  QD0503: page('Outside a recursion the value one tick ago is `x[1]`.', 'let a = prev(x, 0)', 'let a = x[1]'),
  QD0601: page(
    'What a hole means is one of a few words, judged by the checker.',
    'input a: Bar from stream("x:A") @ 1h missing zero',
    'input a: Bar from stream("x:A") @ 1h missing na',
  ),
  QD0602: page(
    'A hole can be no tick, an error or na; guessing between them changes results.',
    'input a: Bar from stream("x:A") @ 1h',
    'input a: Bar from stream("x:A") @ 1h missing skip',
  ),
  QD0603: page(
    'A fallback of what always has a value is never taken.',
    'let a = x ?? 0',
    'let a = x[1] ?? 0',
  ),
}
