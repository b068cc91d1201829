// What a plan finds wrong with itself: streams that nobody declares or that have no history.
import type { Check } from './plan.ts'
import { termClock } from '../dag/clock.ts'
import type { StreamOutcome } from './stream-changes.ts'
import type { WantedGraph } from './wanted-graph.ts'
import { showClock } from '../../dsl/term/clock.ts'

/** Codes of the family `QD33`: findings of a plan. A released code keeps its meaning. */
export const PLAN_CHECK_TITLES = {
  QD3301: 'A stream is not declared',
  QD3302: 'A stream has no history',
  QD3303: 'A stream begins anew',
} as const

function check(
  code: keyof typeof PLAN_CHECK_TITLES,
  severity: Check['severity'],
  message: string,
  more: { readonly hint?: string; readonly file?: string; readonly line?: number },
): Check {
  const { hint, file, line } = more
  const position = { line: line ?? 1, column: 1 }
  return {
    code,
    severity,
    title: PLAN_CHECK_TITLES[code],
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { range: { start: position, end: position } }),
    docs: `qmtl explain ${code}`,
  }
}

export function planChecks(
  graph: WantedGraph,
  outcomes: ReadonlyMap<string, StreamOutcome>,
): readonly Check[] {
  const undeclared = graph.undeclared.map((node) => {
    const { stream, clock } = node.config
    const place = node.meta.rows.find((row) => row !== null)
    const every = showClock(termClock(clock))
    const hint = `Add "${stream ?? ''} @ ${every.replace('every ', '')}" to streams in qmtl.yaml.`
    const message = `no stream "${stream ?? ''}" ${every} is declared`
    return check('QD3301', 'error', message, {
      hint,
      ...(place == null ? {} : { file: place.file, line: place.line }),
    })
  })
  const silent = [...outcomes].filter(([, outcome]) => outcome.extent === null)
  const begun = [...outcomes].filter(([, outcome]) => outcome.action === 'replace')
  return [
    ...undeclared,
    ...silent.map(([key, { stream }]) =>
      check('QD3302', 'warning', `stream "${key}" has no history: nothing is computed until ticks arrive`, {
        hint: 'Give it a history in qmtl.yaml.',
        ...stream.at,
      }),
    ),
    ...begun.map(([key, { stream, reasons }]) => {
      const why = reasons.map(({ path, from, to }) => `${path} ${from} → ${to}`).join(', ')
      return check(
        'QD3303',
        'warning',
        `stream "${key}" begins anew (${why}): its queues are computed again`,
        {
          ...stream.at,
        },
      )
    }),
  ]
}
