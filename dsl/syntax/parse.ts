// The door of the syntax: from text to a tree and findings. Never throws, whatever the text.
import type { Finding } from '../diagnostics/finding.ts'
import { compareFindings } from '../diagnostics/finding.ts'
import { report } from '../diagnostics/report.ts'
import { createSource } from '../source/source-text.ts'
import type { SourceText } from '../source/source-text.ts'
import type { Expr, File } from './ast.ts'
import { readComments } from './comments.ts'
import type { Comment } from './comments.ts'
import { FileParser } from './file-parser.ts'
import { endOf, lex } from './lex.ts'
import { mendStarters } from './mend.ts'
import { cutDeepBrackets, NESTING_LIMIT } from './nesting.ts'
import { FINDING_LIMIT } from './recovery.ts'
import type { ParserInput } from './recovery.ts'
import { shapeOf } from './shape.ts'

export interface Parsed {
  /** What could be read; `null` only when the text is refused as a whole. */
  readonly file: File | null
  /** In the order of the text; empty when the program is well formed. */
  readonly findings: readonly Finding[]
  readonly comments: readonly Comment[]
}

/** Longest text that is read, in UTF-16 units. */
export const LENGTH_LIMIT = 4_000_000

let parser: FileParser | undefined

/** Reads a `.qdag` file. Broken parts become `broken` nodes and `broken-item`s; the rest is whole. */
export function parse(given: { readonly path: string; readonly text: string }): Parsed {
  const source = createSource(given.path, given.text)
  const refused = refuse(source)
  if (refused !== undefined) return { file: null, findings: [refused], comments: [] }
  const { input, findings } = prepare(source, true)
  parser ??= new FileParser()
  parser.begin(input)
  const file = parser.file()
  const comments = readComments(source.path, source.text, input.trivia)
  const found = finish([...findings, ...parser.findings])
  return { file, findings: isProgram(parser.headed, file, found) ? found : [headerMissing(input)], comments }
}

/** Reads one expression and nothing else, as for `eval`. */
export function parseExpression(given: { readonly path: string; readonly text: string }): {
  readonly expr: Expr | null
  readonly findings: readonly Finding[]
} {
  const source = createSource(given.path, given.text)
  const refused = refuse(source)
  if (refused !== undefined) return { expr: null, findings: [refused] }
  const { input, findings } = prepare(source, false)
  parser ??= new FileParser()
  parser.begin(input)
  const expr = parser.lone()
  return { expr, findings: finish([...findings, ...parser.findings]) }
}

/** So many findings in a text without a header or one whole definition: it is something else, such as data. */
const MOST_IN_OTHER_TEXT = 5

function isProgram(headed: boolean, file: File, findings: readonly Finding[]): boolean {
  const readable = file.items.some((item) => item.kind !== 'broken-item')
  return headed || readable || findings.length <= MOST_IN_OTHER_TEXT
}

function headerMissing({ source, tokens }: ParserInput): Finding {
  const [first] = tokens
  const [start, end] = first === undefined ? [0, 0] : [first.startOffset, endOf(first)]
  return report('QD0112', { file: source.path, start, end }, {})
}

function refuse(source: SourceText): Finding | undefined {
  const { length } = source.text
  if (length <= LENGTH_LIMIT) return undefined
  return report('QD0122', { file: source.path, start: 0, end: 0 }, { length, limit: LENGTH_LIMIT })
}

function prepare(
  source: SourceText,
  isFile: boolean,
): { readonly input: ParserInput; readonly findings: readonly Finding[] } {
  const { tokens, trivia, mended, findings } = lex(source)
  const misspelt = isFile ? mendStarters(source.path, source.text, tokens) : []
  const shape = shapeOf(source.text, tokens)
  if (shape.depth.every((depth) => depth <= NESTING_LIMIT)) {
    return { input: { source, tokens, trivia, shape, mended }, findings: [...findings, ...misspelt] }
  }
  const cut = cutDeepBrackets(source, tokens, shape)
  const input = { source, tokens: cut.tokens, trivia, shape: shapeOf(source.text, cut.tokens), mended }
  return { input, findings: [...findings, ...misspelt, ...cut.findings] }
}

function finish(findings: Finding[]): readonly Finding[] {
  findings.sort(compareFindings)
  const next = findings[FINDING_LIMIT]
  if (next === undefined) return findings
  return [...findings.slice(0, FINDING_LIMIT), report('QD0121', next.span, { limit: FINDING_LIMIT })]
}
