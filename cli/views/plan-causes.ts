// What a plan begins with: its root causes, with what follows from each. Shared by the plan's views.
import type { Change, Reason } from '../../compiler/plan/plan.ts'
import type { PlanResult } from '../../compiler/plan/plan-result.ts'
import { counted } from './figures.ts'
import { oneLine } from './printable.ts'

export interface Cause {
  readonly sign: '+' | '~' | '-'
  /** `cross / ema(a.close, 14)`, the name of a strategy, the key of a stream. */
  readonly what: string
  readonly class: string
  /** `strategies/cross.qdag:4`; empty where there is none. */
  readonly place: string
  /** `12 → 14`; empty for what is new or gone as a whole. */
  readonly text: string
  /** What follows from it; empty for nothing. */
  readonly follows: string
}

/** One entry for each difference, in the order of the plan; the same difference in several nodes is one. */
export function planCauses(result: PlanResult): readonly Cause[] {
  const causes = new Map<string, { cause: Change; reason: Reason | null; ids: string[] }>()
  for (const change of result.changes.filter(({ cause }) => cause)) {
    for (const reason of change.reason.length === 0 ? [null] : change.reason) {
      const key = `${change.resource} ${reason === null ? change.id : signature(change, reason)}`
      const known = causes.get(key)
      if (known === undefined) causes.set(key, { cause: change, reason, ids: [change.id] })
      else known.ids.push(change.id)
    }
  }
  return [...causes.values()].map(({ cause, reason, ids }) => ({
    sign:
      cause.action === 'create' && cause.resource === 'strategy'
        ? '+'
        : cause.action === 'delete'
          ? '-'
          : '~',
    what: oneLine(nameOf(cause, ids.length)),
    class: cause.class ?? '',
    place: reason === null ? '' : placeOf(reason),
    text: reason === null ? '' : oneLine(textOf(cause, reason)),
    follows: followsOf(result, cause, new Set(ids)),
  }))
}

/** Where it was written is what makes two reasons one: a param used twice is one cause. */
function signature(change: Change, { from, to, file, line, kind, path }: Reason): string {
  return JSON.stringify(line === undefined ? [change.id, path, from, to] : [file, line, kind, from, to])
}

function nameOf(change: Change, count: number): string {
  if (change.resource !== 'node') return change.label
  const others = count > 1 ? ` and ${count - 1} more` : ''
  return `${change.strategy ?? ''} / ${change.label}${others}`
}

function placeOf({ file, line }: Reason): string {
  if (file === undefined) return ''
  return line === undefined ? file : `${file}:${line}`
}

function textOf(change: Change, { kind, from, to, path, within }: Reason): string {
  if (kind === 'strategy') return change.action === 'delete' ? 'is taken out' : 'is new'
  if (kind === 'name') return `renamed from ${from}`
  if (change.resource !== 'node') return `${path} ${from} → ${to}`
  const part = within === undefined || within === change.label || kind === 'operation' ? '' : ` in ${within}`
  return kind === 'constant' || kind === 'operation' || kind === 'operands'
    ? `${from} → ${to}${part}`
    : `${kind} ${from} → ${to}${part}`
}

function followsOf(result: PlanResult, cause: Change, ids: ReadonlySet<string>): string {
  const nodes = result.changes.filter(
    (change) =>
      change.resource === 'node' &&
      change.action !== 'none' &&
      change.root !== undefined &&
      ids.has(change.root) &&
      !ids.has(change.id),
  )
  if (nodes.length === 0) return ''
  const known = nodes.filter((change) => change.action === 'reuse').length
  if (cause.resource === 'strategy')
    return `${counted(nodes.length, 'node')}: ${nodes.length - known} new, ${known} known`
  const users = new Map<string, number>()
  for (const { strategy = '' } of nodes) users.set(strategy, (users.get(strategy) ?? 0) + 1)
  const shares = [...users].map(([name, count]) => `${name} ${count}`).join(', ')
  return `${counted(nodes.length, 'node')} ${nodes.length === 1 ? 'follows' : 'follow'} (${shares})`
}
