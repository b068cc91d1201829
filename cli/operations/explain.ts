// What a code means: `qmtl explain QD0401`. Every table of codes is looked at; none is copied.
import { PLAN_CHECK_TITLES } from '../../compiler/plan/checks.ts'
import { catalog, retired } from '../../dsl/diagnostics/catalog.ts'
import type { Definition } from '../../dsl/diagnostics/definition.ts'
import { pages } from '../../dsl/diagnostics/pages/pages.ts'
import { backtestFailureTitles } from '../../services/backtest/failures.ts'
import { failureTable } from '../../services/core/failures.ts'
import { fail, ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import { dataFailureTitles } from '../../services/market/failures.ts'
import { exitOfCode, exits } from '../exit-codes.ts'
import type { Outcome } from '../outcome.ts'
import { projectFailure, projectFailures } from '../project/failures.ts'

export interface CodePage {
  readonly code: string
  readonly title: string
  readonly severity: 'error' | 'warning' | 'note'
  /** What the code is about. */
  readonly family: string
  /** What a command exits with when this is the strongest thing to be said; 0 for what is no error. */
  readonly exit: number
  /** What to do, where it does not depend on the case. */
  readonly hint: string | null
  readonly retired: boolean
  /** Why the language is so; null for codes that are not about the text of a program. */
  readonly why: string | null
  /** Programs, or parts of one, that get the code and that do not. */
  readonly examples: { readonly bad: string; readonly good: string } | null
}

/** By prefix, the longest first. */
const FAMILIES: readonly (readonly [string, string])[] = [
  ['QD01', 'reading the text of a file'],
  ['QD02', 'names and params'],
  ['QD03', 'types, calls and constants'],
  ['QD04', 'clocks'],
  ['QD05', 'recursion'],
  ['QD06', 'missing data'],
  ['QD07', 'sinks'],
  ['QD08', 'test blocks'],
  ['QD09', 'what the language knows and this version cannot run yet'],
  ['QD11', 'lint: what is most likely not meant'],
  ['QD12', 'lint: what costs more than it needs to'],
  ['QD13', 'lint: what is unsafe once it trades'],
  ['QD14', 'lint: style and suppressions'],
  ['QD20', 'files of prices'],
  ['QD21', 'backtests'],
  ['QD30', 'projects and the command line'],
  ['QD31', 'the state of an environment'],
  ['QD32', 'leases, generations and applies'],
  ['QD33', 'plans'],
  ['QD34', 'applies'],
  ['QD4', 'nodes, queues and services'],
]

/** The page of a code, or a failure of usage. */
export function explainCode(asked: string): Result<Outcome<CodePage>> {
  const code = asked.toUpperCase()
  const definitions: Readonly<Record<string, Definition<never>>> = catalog
  const definition = definitions[code]
  const titles = allTitles()
  const title = definition?.title ?? titles.get(code)
  if (title === undefined) {
    const hint = 'Codes look like QD0401; every message shows its own in brackets.'
    return fail(projectFailure('usage', { message: `there is no code "${asked}"`, hint }))
  }
  const severity = definition?.severity ?? 'error'
  const hint = definition?.hint
  const page = pages[code]
  return ok({
    result: {
      code,
      title,
      severity,
      family: FAMILIES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? '',
      exit: severity === 'error' ? exits[exitOfCode(code)] : 0,
      hint: typeof hint === 'string' ? hint : null,
      retired: Object.hasOwn(retired, code),
      why: page?.why ?? null,
      examples: page === undefined ? null : { bad: page.bad, good: page.good },
    },
  })
}

function allTitles(): ReadonlyMap<string, string> {
  const rows = [...Object.values(projectFailures.table), ...Object.values(failureTable)]
  return new Map([
    ...Object.entries(retired),
    ...Object.entries(PLAN_CHECK_TITLES),
    ...Object.entries(dataFailureTitles),
    ...Object.entries(backtestFailureTitles),
    ...rows.map((row) => [row.code, row.title] as const),
  ])
}

/** Every code of the product, sorted. */
export function allCodes(): readonly string[] {
  return [...new Set([...Object.keys(catalog), ...allTitles().keys()])].toSorted()
}
