// Pages of lint. Where a fix changes the NodeID, the page says so.
import { page } from './page.ts'
import type { Page } from './page.ts'

export const qd11: Readonly<Record<string, Page>> = {
  QD1101: page(
    'What nothing uses is left over, or a name was mistyped where it should be used. The fix takes away imports and types.',
    'let spare = x',
    'let used = x\nemit signal a = used',
  ),
  QD1102: page(
    'A comparison is false where a side is na and where a value is compared with itself, whatever the data.',
    'emit signal a = x > x',
    'emit signal a = x > x[1]',
  ),
  QD1103: page(
    'Only what a sink needs is computed.',
    'strategy page\ninput bars: Bar from stream("x:BARS") @ 1h missing skip',
    'emit signal a = x',
  ),
  QD1104: page(
    'A weight is a share of the account. The bounds follow from clamp, min, max, choices and constants; what is divided has none.',
    'emit target t = (x - y) / y ?? 0',
    'emit target t = clamp((x - y) / y, -1, 1) ?? 0',
  ),
  QD1105: page(
    'An input that interpolates is behind by as many ticks as it may fill. Beside an undelayed reading of the same stream it compares values of different times.',
    'input late: Bar from stream("x:BARS") @ 1h missing interpolate(max: 3)\nemit signal a = x - late.close',
    'input late: Bar from stream("x:OTHER") @ 1h missing interpolate(max: 3)\nemit signal a = x - late.close',
  ),
  QD1106: page(
    'A recursive average starts from a seed, whose weight shrinks by 1 − α a tick. Above a millionth on the first tick that a sink shows, results depend on where the data begin. Most strategies live with that, so the rule is off until qmtl.yaml says `lint: { rules: { QD1106: note } }`.',
    'emit signal a = ema(x, 50)',
    'emit signal a = ema(x, 2) - sma(x, 50)',
  ),
  QD1201: page(
    'Equal computations are one node whatever they are called; two names for it hide that. The order of commutative operands makes no difference.',
    'let a = sma(x + y, 9)\nlet b = sma(y + x, 9)\nemit signal s = a - b',
    'let a = sma(x + y, 9)\nemit signal s = a',
  ),
  QD1202: page(
    'Two lengths within a tenth of each other give nearly the same series at twice the cost, and keep strategies from sharing a node.',
    'emit signal a = sma(x, 20) - sma(x, 21)',
    'emit signal a = sma(x, 20) - sma(x, 50)',
  ),
  QD1203: page(
    'A window keeps all its ticks in memory and in every snapshot. The limit is `lint.window` in qmtl.yaml.',
    'emit signal a = sma(x, 50_000)',
    'emit signal a = sma(x, 500)',
  ),
  QD1301: page(
    'An order is a command: without a stop nothing bounds its loss while the program is away. A stop on any order of the file counts.',
    'emit order buy on bars = {side: "buy", quantity: 100 / x ?? 0, type: "market"} when x > y',
    'emit order buy on bars = {side: "buy", quantity: 100 / x ?? 0, type: "market"} when x > y\nemit order out on bars = {side: "sell", quantity: 100 / x ?? 0, type: "stop", stop: y} when x > y',
  ),
  QD1302: page(
    '`fail` is right for research, where a hole is a fault of the data. Live it ends the run at the first late tick, with its positions open.',
    'strategy page\ninput bars: Bar from stream("x:BARS") @ 1h missing fail\nemit signal a = bars.close',
    'strategy page\ninput bars: Bar from stream("x:BARS") @ 1h missing skip\nemit signal a = bars.close',
  ),
  QD1401: page(
    'A condition is a bool already. The fix changes the NodeID, for the choice is an operation.',
    'emit signal a = if x > y then true else false',
    'emit signal a = x > y',
  ),
  QD1402: page(
    'Negating twice changes nothing. The fix may change the NodeID of bools.',
    'emit signal a = not not (x > y)',
    'emit signal a = x > y',
  ),
  QD1403: page(
    'A bool says itself whether it is true. The fix changes the NodeID, for the comparison is an operation.',
    'emit signal a = (x > y) == true',
    'emit signal a = x > y',
  ),
  QD1404: page(
    'The language has a word for it. The fix keeps the NodeID.',
    'emit signal a = not (x[1] is na)',
    'emit signal a = x[1] is not na',
  ),
  QD1405: page(
    'Zero ticks ago is the current tick. The fix keeps the NodeID.',
    'emit signal a = x[0]',
    'emit signal a = x',
  ),
  QD1406: page(
    'A name before a bracket is a function and elsewhere a value, so both can be used, and a reader has to tell them apart.',
    'fn half(ema: float): float = ema / 2\nemit signal a = half(x)',
    'fn half(v: float): float = v / 2\nemit signal a = half(x)',
  ),
  QD1410: page(
    'Who reads the file next year needs the reason.',
    'let spare = x // qmtl-ignore QD1101',
    'let spare = x // qmtl-ignore QD1101: shown in the notebook',
  ),
  QD1411: page(
    'A comment that silences nothing would silence a mistake of tomorrow.',
    'emit signal a = x // qmtl-ignore QD1101: was unused',
    'let spare = x // qmtl-ignore QD1101: shown in the notebook',
  ),
  QD1412: page(
    'Only findings of lint can be silenced: errors and warnings of the checker are mended.',
    'let spare = x // qmtl-ignore QD99: a slip',
    'let spare = x // qmtl-ignore QD1101: shown in the notebook',
  ),
}
