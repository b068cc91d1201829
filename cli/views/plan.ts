// A plan for people: causes first, what follows from them folded, then reuse, cost and findings.
import type { Change } from '../../compiler/plan/plan.ts'
import type { PlanResult } from '../../compiler/plan/plan-result.ts'
import type { Screen } from '../screen.ts'
import { counted } from './figures.ts'
import { type Meaning, type Paint, paintFor } from './paint.ts'
import { type Cause, planCauses } from './plan-causes.ts'
import {
  costText,
  fateText,
  gradeText,
  headline,
  knownNodes,
  nearMissText,
  reuseText,
  tally,
} from './plan-figures.ts'
import { wrapItems } from './wrap.ts'

export interface PlanViewOptions {
  /** Every change and operation, not only the causes. */
  readonly full: boolean
}

const SIGNS: Readonly<Record<Cause['sign'], Meaning>> = { '+': 'added', '~': 'changed', '-': 'removed' }
/** Width of the words that head the lines. */
const HEAD = 8
/** Names of known nodes before the rest is only counted. */
const NAMED = 12
const DOT = ' · '
/** Columns between the title and the facts beside it. */
const LEAST_GAP = 3
/** Digits of an id that find it. */
const ID = 16

export function planView(result: PlanResult, screen: Screen, options: PlanViewOptions): string {
  const paint = paintFor(screen)
  const quiet = result.operations.length === 0
  const lines = [
    ...titleLines(result, screen, paint),
    ...(quiet ? [`No changes: ${result.environment} is as wanted.`] : causeLines(result, screen, paint)),
    ...figureLines(result, screen, paint, options),
    ...checkLines(result, screen, paint),
    ...(options.full ? fullLines(result, paint) : []),
  ]
  return `${lines.join('\n')}\n`
}

function titleLines(result: PlanResult, screen: Screen, paint: Paint): readonly string[] {
  const title = headline(result)
  const facts = [
    counted(planCauses(result).length, 'cause'),
    counted(result.impact.nodes, 'node'),
    result.impact.strategies === 1 ? '1 strategy' : `${result.impact.strategies} strategies`,
    ...(result.impact.live_runs > 0 ? [`${result.impact.live_runs} LIVE`] : []),
  ].join(DOT)
  if (result.operations.length === 0) return [paint('heading', title)]
  const room = screen.width - title.length - facts.length
  return room < LEAST_GAP
    ? [paint('heading', title), ...wrapItems('', facts.split(DOT), DOT, screen.width)]
    : [`${paint('heading', title)}${' '.repeat(Math.min(10, room))}${facts}`]
}

function causeLines(result: PlanResult, screen: Screen, paint: Paint): readonly string[] {
  const causes = planCauses(result)
  if (causes.length === 0) return []
  const wide = (pick: (cause: Cause) => string) => Math.max(...causes.map((cause) => pick(cause).length))
  const [what, kind, place] = [wide((c) => c.what), wide((c) => c.class), wide((c) => c.place)]
  const fits = 4 + what + 2 + kind + 2 + place + 2 + wide((c) => c.text) <= screen.width
  return [
    paint('heading', 'CAUSES'),
    ...causes.flatMap((cause) => {
      const sign = paint(SIGNS[cause.sign], cause.sign)
      const head = fits
        ? `${cause.what.padEnd(what)}  ${cause.class.padEnd(kind)}  ${cause.place.padEnd(place)}  ${cause.text}`
        : [cause.what, cause.class, cause.place].filter((part) => part !== '').join('  ')
      const own = fits || cause.text === '' ? [] : [`      ${cause.text}`]
      const follows = cause.follows === '' ? [] : [paint('muted', `      └ ${cause.follows}`)]
      return [`  ${sign} ${head.trimEnd()}`, ...own, ...follows]
    }),
  ]
}

function figureLines(
  result: PlanResult,
  screen: Screen,
  paint: Paint,
  { full }: PlanViewOptions,
): readonly string[] {
  const line = (word: string, text: string, separator = DOT) =>
    underHead(word, text.split(separator), separator, screen, paint)
  const known = knownNodes(result)
  const names = known.map((change) => {
    const grade = gradeText(change)
    return grade === '' ? change.label : `${change.label} (${grade})`
  })
  const shown =
    full || names.length <= NAMED ? names : [...names.slice(0, NAMED), `${names.length - NAMED} more`]
  const resources = [
    ['streams', tally(result, 'stream')],
    ['queues', tally(result, 'queue')],
  ].flatMap(([name, text]) => (text === '' ? [] : [`${name} ${text}`]))
  return [
    ...line('REUSE', reuseText(result)),
    ...(shown.length === 0 || result.operations.length === 0
      ? []
      : underHead('KNOWN', shown, DOT, screen, paint)),
    ...(result.operations.length === 0 ? [] : line('COST', costText(result))),
    ...result.near_misses.flatMap((miss, index) => line(index === 0 ? 'NEAR' : '', nearMissText(miss), ' ')),
    ...(resources.length === 0 ? [] : line('ALSO', resources.join(DOT))),
  ]
}

/** Items under a word that heads them, over as many lines as they need. */
function underHead(
  word: string,
  items: readonly string[],
  separator: string,
  screen: Screen,
  paint: Paint,
): readonly string[] {
  const [first = '', ...others] = wrapItems(word.padEnd(HEAD), items, separator, screen.width)
  return [`${word === '' ? '' : paint('heading', word)}${first.slice(word.length)}`, ...others]
}

function checkLines({ checks }: PlanResult, screen: Screen, paint: Paint): readonly string[] {
  const marks = { error: '✖', warning: '⚠', note: '·' } as const
  return checks.flatMap(({ severity, code, message }, index) => {
    const mark = `${marks[severity]} ${code}`
    const [first = '', ...others] = underHead(
      index === 0 ? 'CHECKS' : '',
      [mark, ...message.split(' ')],
      ' ',
      screen,
      paint,
    )
    return [first.replace(mark, () => paint(severity, mark)), ...others]
  })
}

function fullLines(result: PlanResult, paint: Paint): readonly string[] {
  const line = (change: Change) => {
    const id = ['node', 'queue'].includes(change.resource) ? change.id.slice(0, ID) : change.id
    const after = [fateText(change), change.strategies.join(', ')].filter((part) => part !== '').join('  ')
    const label = change.label === id ? '' : `  ${change.label}`
    return `  ${change.action.padEnd(6)}  ${change.resource.padEnd(8)}  ${paint('muted', id)}${label}  ${paint('muted', after)}`.trimEnd()
  }
  const operations = result.operations.map(
    ({ resource, action, target }) =>
      `  ${`${resource} ${action}`.padEnd(18)}  ${/^[0-9a-f]{64}$/.test(target) ? target.slice(0, ID) : target}`,
  )
  return [
    paint('heading', 'CHANGES'),
    ...result.changes.map(line),
    ...(operations.length === 0 ? [] : [paint('heading', 'OPERATIONS'), ...operations]),
  ]
}
