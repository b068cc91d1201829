// Pages about names, imports and params.
import { page } from './page.ts'
import type { Page } from './page.ts'

const library = 'lib stats\nfn inner(v: float): float = v\nexport fn beta(v: float): float = inner(v) / 2\n'

export const qd02: Readonly<Record<string, Page>> = {
  QD0201: page(
    'The order of definitions means nothing, so neither of two could win.',
    'let a = x\nlet a = y',
    'let a = x\nlet b = y',
  ),
  QD0202: page(
    'One name means one thing in a file: then a reader need not search for scopes.',
    'fn f(x: float): float = x',
    'fn f(v: float): float = v',
  ),
  QD0203: page(
    'Types are bool, int, float, string, duration, the records of the market, groups, and what `type` names.',
    'let a: flaot = x',
    'let a: float = x',
  ),
  QD0204: page('A value has to be defined in the file, imported, or a parameter.', 'let a = xx', 'let a = x'),
  QD0205: page(
    'A function is a builtin, or defined or imported in the file.',
    'let a = smaa(x, 3)',
    'let a = sma(x, 3)',
  ),
  QD0206: page(
    'The limits of a param hold for its default and for every value from outside.',
    'param n: int = 1 in 2..200',
    'param n: int = 2 in 2..200',
  ),
  QD0207: page(
    'A condition over params is checked on the values that are bound.',
    'param fast: int = 12\nparam slow: int = 9 where slow > fast',
    'param fast: int = 12\nparam slow: int = 26 where slow > fast',
  ),
  QD0208: page(
    'A range that holds nothing could never be met.',
    'param n: int = 3 in 9..2',
    'param n: int = 3 in 2..9',
  ),
  QD0209: page(
    'A value for a param that does not exist would change nothing, in silence.',
    '// qmtl check --param look=3\nparam n: int = 3',
    'param n: int = 3',
    { params: ['look=3'] },
  ),
  QD0210: page(
    'A path is relative to the file and stays inside the project; another name is an installed package with a `qdag` export.',
    'import { beta } from "./nowhere.qdag"',
    'fn beta(a: float, b: float): float = a / b',
  ),
  QD0211: page(
    'What is imported has to be there, under this name.',
    'import { betta } from "./stats.qdag"',
    'import { beta } from "./stats.qdag"\nlet a = beta(x)',
    { beside: { 'stats.qdag': library } },
  ),
  QD0212: page(
    'A library decides what others may rely on.',
    'import { inner } from "./stats.qdag"',
    'import { beta } from "./stats.qdag"\nlet a = beta(x)',
    { beside: { 'stats.qdag': library } },
  ),
  QD0213: page(
    'A strategy has inputs and sinks of its own, which nobody can take over in part.',
    'import { a } from "./other.qdag"',
    'import { beta } from "./stats.qdag"\nlet a = beta(x)',
    { beside: { 'other.qdag': 'strategy other\nlet a = 3\n', 'stats.qdag': library } },
  ),
  QD0214: page(
    'Two libraries that need each other could be read in no order.',
    'import { one } from "./one.qdag"',
    'import { beta } from "./stats.qdag"\nlet a = beta(x)',
    {
      beside: {
        'one.qdag': 'lib one\nimport { two } from "./two.qdag"\nexport fn one(v: float): float = two(v)\n',
        'two.qdag': 'lib two\nimport { one } from "./one.qdag"\nexport fn two(v: float): float = one(v)\n',
        'stats.qdag': library,
      },
    },
  ),
}
