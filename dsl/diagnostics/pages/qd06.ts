// Pages about fills, starts and queries of inputs.
import { page } from './page.ts'
import type { Page } from './page.ts'

const input = 'input a: Bar from stream("x:A") @ 1h missing'
const tagged = 'input g: group<Bar> from'

export const qd06: Readonly<Record<string, Page>> = {
  QD0604: page(
    'A gap that is filled without a limit hides that a source has died.',
    `${input} hold`,
    `${input} hold(max: 3)`,
  ),
  QD0605: page(
    'A query says which tags a stream has all of, any of, or none of.',
    `${tagged} tags(some: ["perp"]) @ 1h missing skip`,
    `${tagged} tags(any: ["perp"]) @ 1h missing skip`,
  ),
  QD0606: page(
    'Every stream of a project is more than anybody means.',
    `${tagged} tags(none: ["spot"]) @ 1h missing skip`,
    `${tagged} tags(all: ["perp"], none: ["spot"]) @ 1h missing skip`,
  ),
  QD0607: page(
    'A start is part of what is computed, so it is one instant whatever the machine: a day or a time in UTC.',
    `${input} skip since "1 Jan 2020"`,
    `${input} skip since "2020-01-01"`,
  ),
  QD0608: page(
    'One stream has ticks of a type, tags find a group of streams.',
    'input g: Bar from tags(all: ["perp"]) @ 1h missing skip',
    `${tagged} tags(all: ["perp"]) @ 1h missing skip`,
  ),
  QD0609: page(
    'Members are taken together where they tick, and events of two sources never tick together.',
    'input g: group<Trade> from tags(all: ["perp"]) @ events',
    'input g: group<Trade> from tags(all: ["perp"]) @ 1m missing skip',
  ),
  QD0610: page(
    'A source of events says when something happened. Where nothing did, nothing is missing.',
    'input t: Trade from stream("x:T") @ events missing fail',
    'input t: Trade from stream("x:T") @ events',
  ),
}
