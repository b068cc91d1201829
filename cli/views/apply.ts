// What an apply did, for people.
import type { ApplyReport } from '../../services/gateway/gateway.ts'
import type { Screen } from '../screen.ts'
import { paintFor } from './paint.ts'

export function applyView(report: ApplyReport, screen: Screen): string {
  const paint = paintFor(screen)
  const { environment, generation, operations } = report
  const at = `${environment} is at generation ${generation}`
  if (report.apply_id === null) return `Nothing to do: ${at}.\n`
  if (report.already_applied)
    return `Nothing to do: this plan was applied already (${report.apply_id}); ${at}.\n`
  const open = operations.filter(({ status }) => status === 'pending' || status === 'failed')
  const verb = report.resumed ? 'Resumed' : 'Applied'
  const head =
    open.length === 0
      ? paint('good', `${verb} ${report.apply_id}: ${at}.`)
      : paint(
          'warning',
          `${report.apply_id} is not done: ${open.length} of ${operations.length} operations are left; ${at}.`,
        )
  const kinds = new Map<string, number>()
  for (const { resource, action, status } of operations)
    if (status === 'done') kinds.set(`${resource} ${action}`, (kinds.get(`${resource} ${action}`) ?? 0) + 1)
  const lines = [...kinds].map(([kind, count]) => `  ${kind.padEnd(20)} ${count}`)
  const failed = operations
    .filter(({ status }) => status === 'failed')
    .map(({ id }) => `  ${paint('error', 'failed')} ${id}`)
  return `${[head, ...lines, ...failed].join('\n')}\n`
}
