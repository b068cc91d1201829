// Pages about changing clocks, recursions and groups.
import { page } from './page.ts'
import type { Page } from './page.ts'

const group = 'input g: group<Bar> from tags(all: ["crypto"]) @ 1h missing na\n'

export const qd05: Readonly<Record<string, Page>> = {
  QD0320: page(
    'A group is many streams, whose members come and go: what is computed of each is taken together first.',
    `${group}let a = resample(g, 2h)`,
    `${group}let a = g.map(m => m.close).mean()`,
  ),
  QD0321: page(
    'Functions are no values, so that every call is known before anything runs.',
    'let a = sma(v => v, 3)',
    'let a = scan(0, (p) => p + x)',
  ),
  QD0322: page(
    'What happens at each tick is said by a function of it.',
    'let a = scan(0, x)',
    'let a = scan(0, (p) => p + x)',
  ),
  QD0323: page(
    'A mean needs numbers and a fraction needs bools; of a bar it has to be said which field counts.',
    `${group}let a = g.mean()`,
    `${group}let a = g.map(m => m.close).mean()`,
  ),
  QD0324: page(
    '`group<T>` is the only type that is made of another one.',
    'let a: float<int> = x',
    'let a: float = x',
  ),
  QD0325: page(
    'What can be computed of a group depends on what its members are.',
    'input g: group from tags(all: ["a"]) @ 1h missing na',
    `${group}let a = g.map(m => m.close).count()`,
  ),
  QD0326: page(
    'A value is stored field by field, and one inside itself would never end.',
    'type Chain = {value: float, next: Chain}',
    'type Link = {value: float}\nfn f(l: Link): float = l.value\nlet a = f({value: x})',
  ),
  QD0404: page(
    'A bucket is closed when its last tick is, so it consists of whole ticks.',
    'let a = resample(bars, 90m)',
    'let a = resample(bars, 2h)',
  ),
  QD0405: page(
    'A bar says itself what a longer bar is: a number does not.',
    'let a = resample(x, 2h)',
    'let a = resample(x, 2h, "last")',
  ),
  QD0406: page(
    'Only the fields of a bar have one obvious way to become a longer bar.',
    'let a = resample({a: x}, 2h)',
    'let a = resample(x, 2h, "mean")',
  ),
  QD0407: page(
    'Holding carries a value to the ticks of another stream. A constant is there at every tick.',
    'let a = hold(3, bars)',
    'input day: Bar from stream("x:BARS") @ 1d missing skip\nlet a = x - hold(day.close, bars)',
  ),
  QD0408: page(
    'A calendar is a versioned table in the product, known by the code of its market.',
    'input d: Bar from stream("x:D") @ 1d in "NYSE" missing skip',
    'input d: Bar from stream("x:D") @ 1d in "XNYS" missing skip',
  ),
  QD0409: page(
    'A calendar says when a session or a week of sessions ends. Shorter bars tick where there are data.',
    'input d: Bar from stream("x:D") @ 5m in "XNYS" missing skip',
    'input d: Bar from stream("x:D") @ 1w in "XNYS" missing skip',
  ),
  QD0410: page(
    'An interval instead of a stream is short for the one stream that ticks so. Nothing ticks by a wall clock.',
    'let a = hold(x, 5m)',
    'let slow = resample(bars, 2h)\nlet a = hold(x, 2h)',
  ),
  QD0411: page(
    'A clock is an interval, a calendar or the events of a stream.',
    'input d: Trade from stream("x:D") @ evens missing skip',
    'input d: Trade from stream("x:D") @ events',
  ),
  QD0412: page(
    'When a session closes is what the calendar says.',
    'input d: Bar from stream("x:D") @ 1d offset 1h in "XNYS" missing skip',
    'input d: Bar from stream("x:D") @ 1d in "XNYS" missing skip',
  ),
  QD0504: page(
    'A recursion has no clock of its own: it ticks with what it reads.',
    'let rec a = prev(a, 0) + 1',
    'let rec a = prev(a, 0.0) + x',
  ),
  QD0505: page(
    'A type that holds itself would have no end: a recursion keeps the fields that it needs.',
    'let rec a = {last: a[1], x: x}',
    'let rec a: {last: float, x: float} = {last: prev(a, {last: 0.0, x: 0.0}).x, x: x}',
  ),
  QD0506: page(
    'The previous value of a recursion is its value at its own previous tick, which another clock does not have.',
    'let rec a = hold(prev(a, 0.0), bars) + x',
    'let rec a = prev(a, 0.0) + x',
  ),
  QD0507: page(
    'Which streams are members changes with the tags of a project, and none of them need go back as far as another.',
    `${group}let a = g.map(m => ema(m.close, 9)).mean()`,
    `${group}let a = g.map(m => sma(m.close, 9)).mean()`,
  ),
}
