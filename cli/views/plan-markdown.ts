// A plan as Markdown, for a pull request: full, then folded, then counts, whichever stays short enough
// for the places where such comments are posted.
import type { PlanResult } from '../../compiler/plan/plan-result.ts'
import { type Cause, planCauses } from './plan-causes.ts'
import { costText, gradeText, headline, knownNodes, nearMissText, reuseText, tally } from './plan-figures.ts'

/** Code hosts cut or refuse comments of 65,536 characters. */
const LONGEST = 60_000

export function planMarkdown(result: PlanResult): string {
  const sizes = [Infinity, 200, 50, 10, 0]
  const texts = sizes.map((most) => render(result, most))
  return texts.find((text) => text.length < LONGEST) ?? `${texts.at(-1)?.slice(0, LONGEST - 4)}\n…\n`
}

/** `most`: entries of any one list. */
function render(result: PlanResult, most: number): string {
  const { impact, operations, checks } = result
  const parts = [
    `### ${headline(result)}`,
    '',
    operations.length === 0
      ? `No changes: \`${result.environment}\` is as wanted.`
      : `**${plural(impact.nodes, 'new node')}** · ${plural(impact.strategies, 'strategy', 'strategies')} · ${plural(impact.sinks, 'sink')} · ${plural(impact.live_runs, 'live run')}`,
    '',
    ...causeTable(planCauses(result), most),
    `- **Reuse** ${escape(reuseText(result))}`,
    `- **Cost** ${escape(costText(result))}`,
    ...(['stream', 'queue'] as const).flatMap((resource) => {
      const text = tally(result, resource)
      return text === '' ? [] : [`- **${resource === 'stream' ? 'Streams' : 'Queues'}** ${text}`]
    }),
    ...limited(
      result.near_misses.map((miss) => `- **Near miss** ${escape(nearMissText(miss))}`),
      most,
    ),
    ...limited(
      checks.map((check) => `- **${check.severity}** \`${check.code}\` ${escape(check.message)}`),
      most,
    ),
    '',
    ...folded(
      'Known nodes',
      knownNodes(result).map((change) => `- ${code(change.label)} ${gradeText(change)}`.trimEnd()),
      most,
    ),
    ...folded(
      'All changes',
      result.changes
        .filter((change) => change.action !== 'none' && change.action !== 'reuse')
        .map((change) =>
          `- ${change.action} ${change.resource} ${code(change.label)} ${change.class ?? ''}`.trimEnd(),
        ),
      most,
    ),
    `<sub>\`${result.plan_digest}\`</sub>`,
  ]
  return `${parts.join('\n')}\n`
}

function causeTable(causes: readonly Cause[], most: number): readonly string[] {
  if (causes.length === 0) return []
  const rows = causes.map(
    (cause) =>
      `| ${cause.sign} | ${code(cause.what)} | ${cause.class} | ${escape(cause.place)} | ${code(cause.text)} | ${escape(cause.follows)} |`,
  )
  return [
    '| | cause | class | where | what | then |',
    '|---|---|---|---|---|---|',
    ...limited(rows, most),
    '',
  ]
}

function folded(title: string, lines: readonly string[], most: number): readonly string[] {
  if (lines.length === 0) return []
  return [
    `<details><summary>${title} (${lines.length})</summary>`,
    '',
    ...limited(lines, most),
    '',
    '</details>',
    '',
  ]
}

function limited(lines: readonly string[], most: number): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most), '', `… and ${lines.length - most} more`, '']
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Text that Markdown must not read as markup. */
function escape(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#]/g, String.raw`\$&`)
}

/** A code span, in which only back ticks and the bars of a table are special. */
function code(text: string): string {
  return text === '' ? '' : `\`${text.replaceAll('`', "'").replaceAll('|', String.raw`\|`)}\``
}
