// Pages of the lexer, the parser and their limits.
import { fileOf, page } from './page.ts'
import type { Page } from './page.ts'

export const qd01: Readonly<Record<string, Page>> = {
  QD0101: page(
    'A program is made of a small set of characters; anything else is mostly a slip or a habit from another language.',
    'let a = x # y',
    'let a = x - y',
  ),
  QD0102: page(
    'A number that could be read in two ways is read in none: units are ms, s, m, h, d and w, and digits stand on both sides of a point.',
    'let a = sma(x, 007)',
    'let a = sma(x, 7)',
  ),
  QD0103: page(
    'An int is exact, so it ends where a double stops telling neighbours apart: at 9,007,199,254,740,991.',
    'let a = 99999999999999999999',
    'let a = 1e20',
  ),
  QD0104: page(
    'A text ends on its line, so that one missing quote cannot swallow a file.',
    'let a = "sma',
    'let a = "sma"',
  ),
  QD0105: page(
    'A text holds what other programs can hold as well: escapes are those of JSON.',
    'let a = "\\q"',
    'let a = "q"',
  ),
  QD0106: page(
    'Reading nested text takes memory for every level, and nobody reads 64 of them.',
    'let a = ((((…))))   // 65 deep',
    'let a = ((x))',
    { made: () => fileOf(`let a = ${'('.repeat(80)}x${')'.repeat(80)}`) },
  ),
  QD0107: page(
    'The grammar allows only certain words here; what it expected stands in the message.',
    'let = 3',
    'let a = 3',
  ),
  QD0108: page(
    'Every tick needs a value: what holds otherwise is never guessed.',
    'let a = if x > y then x',
    'let a = if x > y then x else na',
  ),
  QD0109: page(
    'A bracket that is open hides where its expression ends.',
    'let a = (x - y',
    'let a = (x - y)',
  ),
  QD0110: page('A bracket closes one that was opened.', 'let a = x - y)', 'let a = x - y'),
  QD0111: page(
    'A definition begins with one of few words, and this one is near to one of them.',
    'lte a = x',
    'let a = x',
  ),
  QD0112: page(
    'The first word says what a file is, before anything in it means something.',
    '// lib or strategy?\nlib',
    'lib stats',
    { made: () => 'let a = 3\nlet b = 4\n' },
  ),
  QD0113: page(
    'The `else` of a bare `if` would take everything behind it.',
    'let a = x + if x > y then 1 else 2',
    'let a = x + (if x > y then 1 else 2)',
  ),
  QD0114: page(
    '`not` binds more weakly than comparison, so it would take more than it seems to.',
    'let a = x > y == not x > y',
    'let a = (x > y) == (not x > y)',
  ),
  QD0115: page(
    'The words of the language are no names, so that a file reads the same everywhere.',
    'let in = x',
    'let inner = x',
  ),
  QD0116: page('A file is a list of definitions; expressions stand inside them.', '3 + 4', 'let a = 3 + 4'),
  QD0117: page(
    '`=` defines and `==` compares: nothing is ever assigned.',
    'let a = if x = y then 1 else 2',
    'let a = if x == y then 1 else 2',
  ),
  QD0118: page(
    'A file is one strategy or one library, known by its header.',
    'strategy page\nstrategy more\ninput v: float from stream("x:V") @ 1h missing skip\nemit signal a = v',
    'strategy page\ninput v: float from stream("x:V") @ 1h missing skip\nemit signal a = v',
  ),
  QD0119: page(
    'Some definitions belong to a strategy, to a library or to a test alone.',
    'given bars = const(4)',
    'test "a" {\n  given bars = const(4)\n  expect x == 4\n}',
  ),
  QD0120: page(
    'Limits of a param and the like take arithmetic only, so that what follows them is never part of them.',
    'param n: int = 3 in 1..if true then 3 else 4',
    'param n: int = 3 in 1..(if true then 3 else 4)',
  ),
  QD0121: page(
    'After a hundred mistakes more of them say nothing new.',
    'let a = @ @ @ …   // more than a hundred mistakes',
    'let a = x',
    { made: () => fileOf('let = \n'.repeat(400)) },
  ),
  QD0122: page(
    'A source of millions of characters is data.',
    '// …   more than 4,000,000 characters',
    '// data stand in files',
    { made: () => `strategy page\n//${'x'.repeat(4_100_000)}\n` },
  ),
  QD0123: page(
    'What is said twice may be said differently.',
    'input a: Bar from stream("x:A") @ 1h missing skip missing na',
    'input a: Bar from stream("x:A") @ 1h missing skip',
  ),
}
