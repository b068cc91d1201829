// A finding as people read it on a terminal: the message, the user's own lines with carets on the
// guilty text, one hint. Colour comes in as a function, so nothing here knows a terminal.
import { lineText, positionAt } from '../source/source-text.ts'
import type { SourceText } from '../source/source-text.ts'
import type { Span } from '../source/span.ts'
import type { Severity } from './definition.ts'
import type { SourceLookup } from './diagnostic.ts'
import { displayLine, sliceColumns, textWidth } from './display-width.ts'
import type { Finding, Label } from './finding.ts'
import { underline } from './underline.ts'
import type { Mark } from './underline.ts'

/** Colours a text by its part in the picture. */
export type Style = (role: Severity | 'frame' | 'hint' | 'plain', text: string) => string

export interface RenderOptions {
  readonly style?: Style
  /** Columns for source text; longer lines are cut around what is marked. */
  readonly width?: number
}

interface Excerpt {
  readonly source: SourceText
  readonly at: Span
  /** Marks by line number. */
  readonly lines: Map<number, Mark[]>
}

/**
 * Renders a finding, without a final line break.
 *
 * A label on the finding's own span stands under that span; further labels may be on other lines
 * and in other files, each with its own carets.
 */
export function renderDiagnostic(
  finding: Finding,
  sources: SourceLookup,
  options: RenderOptions = {},
): string {
  const style: Style = options.style ?? ((_, text) => text)
  const excerpts = collect(finding, sources)
  const numbers = excerpts.flatMap((excerpt) => [...excerpt.lines.keys()])
  const gutter = String(Math.max(1, ...numbers)).length
  const blank = ' '.repeat(gutter)
  const rows = [
    style(finding.severity, `${finding.severity}[${finding.code}]`) + style('plain', `: ${finding.message}`),
  ]
  if (excerpts.length === 0) rows.push(style('frame', `${blank} ┌─ ${finding.span.file}`))
  for (const excerpt of excerpts) {
    const { line, column } = positionAt(excerpt.source, excerpt.at.start)
    rows.push(style('frame', `${blank} ┌─ ${excerpt.source.path}:${line}:${column}`))
    rows.push(...renderLines(excerpt, gutter, finding.severity, options.width ?? 100, style))
  }
  return [...rows, ...advice(finding, blank, style)].join('\n')
}

function advice(finding: Finding, blank: string, style: Style): string[] {
  const fix = finding.fix === undefined ? '' : '      [fix available]'
  if (finding.hint !== undefined) {
    const [first, ...more] = finding.hint.split('\n')
    const rows = [`${blank} = hint: ${first}`, ...more.map((row) => `${blank}         ${row}`)]
    return rows.map((row, index) => style('hint', index === rows.length - 1 ? row + fix : row))
  }
  return finding.fix === undefined ? [] : [style('hint', `${blank} = fix: ${finding.fix.title}${fix}`)]
}

/** What is to be shown, by file: the finding's own file first. */
function collect(finding: Finding, sources: SourceLookup): Excerpt[] {
  const own = finding.labels.find((label) => sameSpan(label.span, finding.span))
  const others = finding.labels.filter((label) => label !== own)
  const excerpts: Excerpt[] = []
  for (const label of [{ span: finding.span, text: own?.text ?? '' }, ...others]) {
    let excerpt = excerpts.find((one) => one.source.path === label.span.file)
    if (excerpt === undefined) {
      const source = sources(label.span.file)
      if (source === undefined) continue
      excerpt = { source, at: label.span, lines: new Map() }
      excerpts.push(excerpt)
    }
    mark(excerpt, label)
  }
  return excerpts
}

/** Marks a label's span; of a span over several lines the first and the last. */
function mark({ source, lines }: Excerpt, { span, text }: Label): void {
  const first = positionAt(source, span.start)
  const last = positionAt(source, Math.max(span.start, span.end))
  const add = (line: number, from: number, to: number, words: string): void => {
    const { columns } = displayLine(lineText(source, line))
    const end = columns.length - 1
    const made = { from: columns[Math.min(from, end)] ?? 0, to: columns[Math.min(to, end)] ?? 0, text: words }
    lines.set(line, [...(lines.get(line) ?? []), made])
  }
  if (first.line === last.line) return add(first.line, first.column - 1, last.column - 1, text)
  add(first.line, first.column - 1, lineText(source, first.line).trimEnd().length, '')
  const indent = /^[ \t]*/.exec(lineText(source, last.line))?.[0].length ?? 0
  add(last.line, Math.min(indent, last.column - 1), last.column - 1, text)
}

function renderLines(
  excerpt: Excerpt,
  gutter: number,
  severity: Severity,
  width: number,
  style: Style,
): string[] {
  const rows: string[] = []
  let previous: number | undefined
  for (const [line, marks] of [...excerpt.lines].toSorted((a, b) => a[0] - b[0])) {
    if (previous !== undefined && line > previous + 1) rows.push(style('frame', `${' '.repeat(gutter)} ⋮`))
    previous = line
    const cut = fit(displayLine(lineText(excerpt.source, line)).text, marks, width)
    rows.push(`${style('frame', `${String(line).padStart(gutter)} │`)} ${cut.text}`.trimEnd())
    for (const row of underline(cut.marks)) {
      rows.push(`${style('frame', `${' '.repeat(gutter)} │`)} ${style(severity, row)}`)
    }
  }
  return rows
}

/** Cuts a long line around its marks; `…` stands for what was cut. */
function fit(
  text: string,
  marks: readonly Mark[],
  width: number,
): { readonly text: string; readonly marks: readonly Mark[] } {
  const total = textWidth(text)
  if (total <= width) return { text, marks }
  const left = Math.min(...marks.map((one) => one.from))
  const right = Math.max(...marks.map((one) => one.to))
  const room = Math.max(0, width - (right - left))
  const start = Math.max(0, Math.min(left - Math.floor(room / 2), total - width))
  const end = start + width
  const lead = start > 0 ? '…' : ''
  const shift = (column: number): number => Math.min(Math.max(column, start), end) - start + lead.length
  return {
    text: lead + sliceColumns(text, start, end) + (end < total ? '…' : ''),
    marks: marks.map((one) => ({ ...one, from: shift(one.from), to: shift(one.to) })),
  }
}

function sameSpan(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end
}
