// A plan for people: causes first, what follows from them folded, then reuse, cost and findings.
import type { Change } from '../../compiler/plan/plan.ts'
import type { PlanResult } from '../../compiler/plan/plan-result.ts'
import type { Screen } from '../screen.ts'
import { counted } from './figures.ts'
import { type Meaning, type Paint, paintFor } from './paint.ts'
import { type Cause, planCauses } from './plan-causes.ts'
import { costText, gradeText, headline, knownNodes, nearMissText, reuseText, tally } from './plan-figures.ts'
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
/** Digits of an id that find it. */
const ID = 16

export function planView(result: PlanResult, screen: Screen, options: PlanViewOptions): string {
  const paint = paintFor(screen)
  const quiet = result.operations.length === 0
  const lines = [
    titleLine(result, screen, paint),
    ...(quiet ? [`No changes: ${result.environment} is as wanted.`] : causeLines(result, screen, paint)),
    ...figureLines(result, screen, paint, options),
    ...checkLines(result, paint),
    ...(options.full ? fullLines(result, paint) : []),
  ]
  return `${lines.join('\n')}\n`
}

function titleLine(result: PlanResult, screen: Screen, paint: Paint): string {
  const title = headline(result)
  const facts = [
    counted(planCauses(result).length, 'cause'),
    counted(result.impact.nodes, 'node'),
    result.impact.strategies === 1 ? '1 strategy' : `${result.impact.strategies} strategies`,
    ...(result.impact.live_runs > 0 ? [`${result.impact.live_runs} LIVE`] : []),
  ].join(' · ')
  if (result.operations.length === 0) return paint('heading', title)
  const gap = ' '.repeat(Math.max(3, Math.min(10, screen.width - title.length - facts.length)))
  return `${paint('heading', title)}${gap}${facts}`
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
  const head = (word: string) => paint('heading', word.padEnd(HEAD))
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
    `${head('REUSE')}${reuseText(result)}`,
    ...(shown.length === 0 || result.operations.length === 0
      ? []
      : colourHead(wrapItems('KNOWN'.padEnd(HEAD), shown, ' · ', screen.width), 'KNOWN', paint)),
    ...(result.operations.length === 0 ? [] : [`${head('COST')}${costText(result)}`]),
    ...result.near_misses.map(
      (miss, index) => `${index === 0 ? head('NEAR') : ' '.repeat(HEAD)}${nearMissText(miss)}`,
    ),
    ...(resources.length === 0 ? [] : [`${head('ALSO')}${resources.join(' · ')}`]),
  ]
}

function colourHead(lines: readonly string[], word: string, paint: Paint): readonly string[] {
  return lines.map((line, index) =>
    index === 0 ? `${paint('heading', word)}${line.slice(word.length)}` : line,
  )
}

function checkLines({ checks }: PlanResult, paint: Paint): readonly string[] {
  const marks = { error: '✖', warning: '⚠', note: '·' } as const
  return checks.map(({ severity, code, message }, index) => {
    const head = index === 0 ? paint('heading', 'CHECKS'.padEnd(HEAD)) : ' '.repeat(HEAD)
    return `${head}${paint(severity, `${marks[severity]} ${code}`)} ${message}`
  })
}

function fullLines(result: PlanResult, paint: Paint): readonly string[] {
  const line = (change: Change) => {
    const id = ['node', 'queue'].includes(change.resource) ? change.id.slice(0, ID) : change.id
    const after = [change.class ?? '', change.strategies.join(', ')].filter((part) => part !== '').join('  ')
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
