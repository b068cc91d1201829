// Pages about types, calls and constants.
import { page } from './page.ts'
import type { Page } from './page.ts'

export const qd03: Readonly<Record<string, Page>> = {
  QD0301: page('Nothing converts by itself but an int to a float.', 'let a: int = x', 'let a: float = x'),
  QD0302: page(
    'Each operator works on numbers, or on bools, and on nothing else.',
    'let a = x and y',
    'let a = x > 0 and y > 0',
  ),
  QD0303: page(
    'A comparison with na is false whatever the other side, so it asks nothing.',
    'let a = x[1] == na',
    'let a = x[1] is na',
  ),
  QD0304: page(
    '`a < b < c` would compare a bool with a number.',
    'let a = y < x < 100',
    'let a = y < x and x < 100',
  ),
  QD0305: page(
    'Calls are written out where they stand, so how deep they nest is bounded.',
    'fn f0(v: float): float = v + 1\n// … f1 calls f0, and so on up to f70\nlet a = f70(x)',
    'fn f(v: float): float = v + 1\nlet a = f(x)',
    {
      made: () => {
        const fns = Array.from({ length: 70 }, (_, i) => `fn f${i + 1}(v: float): float = f${i}(v)`)
        return `strategy page\ninput b: float from stream("x:B") @ 1h missing skip\nfn f0(v: float): float = v + 1\n${fns.join('\n')}\nemit signal s = f70(b)\n`
      },
    },
  ),
  QD0306: page('An argument without a default has to be given.', 'let a = sma(x)', 'let a = sma(x, 20)'),
  QD0307: page(
    'An argument that a function does not take is a slip, not a wish.',
    'let a = sma(x, 20, 3)',
    'let a = sma(x, 20)',
  ),
  QD0308: page(
    'Of two values for one argument neither could win.',
    'let a = sma(x, 20, n: 30)',
    'let a = sma(x, n: 30)',
  ),
  QD0309: page(
    'An option is one of a few words.',
    'let a = ema(x, 9, seed: "mean")',
    'let a = ema(x, 9, seed: "first")',
  ),
  QD0310: page(
    'Lengths, look backs and options decide what is computed, so they are known before anything runs.',
    'fn f(v: float, n: int): float = sma(v, n)\nlet a = sma(x, if x > y then 3 else 4)',
    'param n: int = 3\nlet a = sma(x, n + 1)',
  ),
  QD0311: page('A record has the fields that its type says.', 'let a = bars.closing', 'let a = bars.close'),
  QD0312: page(
    'A window of no ticks has no value, and one of millions no memory.',
    'let a = sma(x, 0)',
    'let a = sma(x, 1)',
  ),
  QD0313: page(
    'Behind a name the place of an argument says nothing any more.',
    'let a = sma(n: 20, x)',
    'let a = sma(x, n: 20)',
  ),
  QD0314: page(
    'Of two fields of one name neither could win.',
    'let a = {v: x, v: y}',
    'let a = {v: x, w: y}',
  ),
  QD0315: page('A constant has no ticks: there is nothing to look back on.', 'let a = 3[1]', 'let a = x[1]'),
  QD0316: page(
    'Only groups have methods; of a series one is computed by calling a function with it.',
    'let a = x.sma(20)',
    'let a = sma(x, 20)',
  ),
  QD0317: page(
    'A function is no value: it is called where it is needed.',
    'let a = sma',
    'let a = sma(x, 20)',
  ),
  QD0318: page(
    'Functions are written out where they are called, and a document of hundreds of thousands of operations helps nobody.',
    'let a = f(f(f(…)))   // doubles with each call',
    'let a = x + x',
    {
      made: () => {
        const fns = Array.from(
          { length: 20 },
          (_, i) => `fn f${i + 1}(v: float, k: int): float = f${i}(v, 2 * k) + f${i}(v, 2 * k + 1)`,
        )
        return `strategy page\ninput b: float from stream("x:B") @ 1h missing skip\nfn f0(v: float, k: int): float = v * k\n${fns.join('\n')}\nemit signal s = f20(b, 1)\n`
      },
    },
  ),
  QD0319: page(
    'Some values have their place: a list behind `in`, test data behind `given`.',
    'let a = [1, 2]',
    'param n: int = 1 in [1, 2]',
  ),
}
