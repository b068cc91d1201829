// Pages about sinks and test blocks.
import { page } from './page.ts'
import type { Page } from './page.ts'

export const qd07: Readonly<Record<string, Page>> = {
  QD0701: page(
    'A wanted position has to be known at every tick: na is no position.',
    'emit target t = x / y / 1000',
    'emit target t = x / y / 1000 ?? 0',
  ),
  QD0702: page(
    'A sink is known by its kind and name.',
    'emit signal a = x\nemit signal a = y',
    'emit signal a = x\nemit signal b = y',
  ),
  QD0703: page(
    'With several inputs nobody knows which one a target trades.',
    'input more: Bar from stream("x:MORE") @ 1h missing skip\nemit target t = 0.5 * (if x > more.close then 1 else 0)',
    'input more: Bar from stream("x:MORE") @ 1h missing skip\nemit target t on more = if x > more.close then 1 else 0',
  ),
  QD0704: page(
    'Orders fill at prices, so what is traded has an open and a close.',
    'strategy page\ninput v: float from stream("x:V") @ 1h missing skip\nemit target t on v = if v > 3 then 1 else 0',
    'emit target t on bars = if x > 3 then 1 else 0',
  ),
  QD0705: page(
    'A sink says something when it ticks, and a constant never does.',
    'emit signal a = 3',
    'emit signal a = x * 3',
  ),
  QD0706: page(
    'A target is a weight, a signal a number, a bool or a record of them.',
    'emit signal t = {inner: {v: x}}',
    'emit signal t = {v: x}',
  ),
  QD0707: page(
    'What is traded is an input: it has prices and a name outside.',
    'emit target t on x = if x > y then 1 else 0',
    'emit target t on bars = if x > y then 1 else 0',
  ),
  QD0708: page(
    'A target is the whole wanted position in its instrument, so two would contradict each other.',
    'emit target a = if x > y then 1 else 0\nemit target b = if x < y then 1 else 0',
    'emit target a = if x > y then 1 else 0',
  ),
  QD0709: page(
    'A sink ticks where its condition is true, so the condition is a series of bools.',
    'emit signal a = x when 1.0',
    'emit signal a = x when x > y',
  ),
  QD0710: page(
    'A leg trades an instrument: an input of the strategy.',
    'emit target t { other: if x > y then 1 else 0 }',
    'emit target t { bars: if x > y then 1 else 0 }',
  ),
  QD0711: page(
    'A target states the whole position in an instrument, once.',
    'emit target t { bars: if x > y then 1 else 0, "x:BARS": 0 }',
    'emit target t { bars: if x > y then 1 else 0 }',
  ),
  QD0712: page(
    'Legs are weights of instruments. A signal with several values is a record.',
    'emit signal t { bars: x }',
    'emit signal t = {bars: x}',
  ),
  QD0713: page(
    'An order that misses a field, or has one that means nothing for it, is refused before it can be sent.',
    'emit order o { side: "buy", quantity: 100 / x ?? 0, type: "limit" }',
    'emit order o { side: "buy", quantity: 100 / x ?? 0, type: "limit", limit: y }',
  ),
  QD0801: page(
    'Only inputs and params get their values from outside.',
    'test "a" {\n  given x = const(3)\n  given bars = const(3)\n  expect x == 3\n}',
    'test "a" {\n  given bars = const(3)\n  expect x == 3\n}',
  ),
  QD0802: page(
    'Without data an input has no ticks, and every expectation would hold.',
    'test "a" { expect x == 3 }',
    'test "a" {\n  given bars = const(3)\n  expect x == 3\n}',
  ),
  QD0803: page(
    'Test data are made where they are given to an input.',
    'let a = ramp(1, 1)',
    'test "a" {\n  given bars = ramp(1, 1)\n  expect x > 0\n}',
  ),
  QD0804: page(
    'An expectation holds or does not.',
    'test "a" {\n  given bars = const(3)\n  expect x\n}',
    'test "a" {\n  given bars = const(3)\n  expect x == 3\n}',
  ),
  QD0805: page(
    'A range of ticks begins with its smaller number.',
    'test "a" {\n  given bars = const(3)\n  expect x == 3 at 9..2\n}',
    'test "a" {\n  given bars = const(3)\n  expect x == 3 at 2..9\n}',
  ),
  QD0806: page(
    'A tolerance is a distance between two sides.',
    'test "a" {\n  given bars = const(3)\n  expect x > 3 within 0.1\n}',
    'test "a" {\n  given bars = const(3)\n  expect x == 3 within 0.1\n}',
  ),
  QD0807: page(
    'Of two givens neither could win.',
    'test "a" {\n  given bars = const(3)\n  given bars = const(4)\n  expect x == 3\n}',
    'test "a" {\n  given bars = const(3)\n  expect x == 3\n}',
  ),
  QD0808: page(
    'Data have as many ticks as a test can look at, and values that their type can hold.',
    'test "a" {\n  given bars = const(3, ticks: 0)\n  expect x == 3\n}',
    'test "a" {\n  given bars = const(3, ticks: 9)\n  expect x == 3\n}',
  ),
  QD0809: page(
    'An expectation of constants has no ticks to hold at.',
    'test "a" {\n  given bars = const(3)\n  expect exp(1) > 2\n}',
    'test "a" {\n  given bars = const(3)\n  expect exp(x) > 2\n}',
  ),
}
