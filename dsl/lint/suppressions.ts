// Comments that silence lint: `// qmtl-ignore QD1101: why it is right here`. Behind code one covers its
// own line; on a line of its own it covers the definition that follows, or inside one the next line.
// Without a reason it silences nothing.
import { report } from '../diagnostics/report.ts'
import type { Finding } from '../diagnostics/finding.ts'
import { lineStart, positionAt } from '../source/source-text.ts'
import type { SourceText } from '../source/source-text.ts'
import type { Span } from '../source/span.ts'
import type { File } from '../syntax/ast.ts'
import type { Comment } from '../syntax/comments.ts'

const FORM = /^\/\/\s*qmtl-ignore\b\s*([^:]*?)\s*(?::\s*(.*))?$/

/** One code in one comment. */
interface Suppression {
  readonly code: string
  /** Where the code stands. */
  readonly span: Span
  readonly from: number
  readonly to: number
}

/**
 * The findings that stay, and what is to be said about the comments themselves.
 *
 * @param isKnown is it a code of lint that may be silenced?
 * @param isOn does its rule run here? What is switched off has nothing to be silenced
 */
export function suppress(
  source: SourceText,
  file: File,
  comments: readonly Comment[],
  findings: readonly Finding[],
  isKnown: (code: string) => boolean,
  isOn: (code: string) => boolean,
): readonly Finding[] {
  const suppressions: Suppression[] = []
  const said: Finding[] = []
  for (const comment of comments) {
    const found = FORM.exec(comment.text)
    if (found === null || comment.kind !== 'plain') continue
    const [, list = '', reason = ''] = found
    if (list === '' || reason.trim() === '') {
      said.push(report('QD1410', comment.span, {}))
      continue
    }
    const { from, to } = covered(source, file, comment)
    for (const { code, span } of codesIn(list, comment)) {
      if (isKnown(code)) suppressions.push({ code, span, from, to })
      else said.push(report('QD1412', span, { code }))
    }
  }
  const used = new Set<Suppression>()
  const left = findings.filter((finding) => {
    const silencing = suppressions.filter(
      ({ code, from, to }) => code === finding.code && from <= finding.span.start && finding.span.start < to,
    )
    for (const one of silencing) used.add(one)
    return silencing.length === 0
  })
  const unused = suppressions
    .filter((one) => !used.has(one) && isOn(one.code))
    .map(({ code, span }) => report('QD1411', span, { code }))
  return [...left, ...said, ...unused]
}

function codesIn(
  list: string,
  { text, span }: Comment,
): readonly { readonly code: string; readonly span: Span }[] {
  const start = span.start + text.indexOf(list, text.indexOf('qmtl-ignore') + 'qmtl-ignore'.length)
  return [...list.matchAll(/[^\s,]+/g)].map((match) => {
    const from = start + match.index
    return { code: match[0], span: { ...span, start: from, end: from + match[0].length } }
  })
}

/** The offsets that a comment speaks of. */
function covered(source: SourceText, file: File, { span, ownLine }: Comment): { from: number; to: number } {
  const line = positionAt(source, span.start).line
  if (!ownLine) return { from: lineStart(source, line), to: span.start }
  const inside = file.items.some((item) => item.span.start < span.start && span.start < item.span.end)
  const next = file.items.find((item) => item.span.start >= span.end)
  if (!inside && span.start < file.name.span.start) return { from: span.end, to: file.name.span.end }
  if (!inside && next !== undefined) return { from: next.span.start, to: next.span.end }
  return { from: lineStart(source, line + 1), to: lineStart(source, line + 2) }
}
