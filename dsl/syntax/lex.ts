// From text to tokens. Everything that is wrong with a single token is reported here, and the token
// is then passed on as what it was meant to be, or as `Bad`, about which the parser stays silent.
import type { IToken, TokenType } from 'chevrotain'
import type { Finding } from '../diagnostics/finding.ts'
import { report } from '../diagnostics/report.ts'
import type { SourceText } from '../source/source-text.ts'
import type { Span } from '../source/span.ts'
import { foreignSign } from './foreign.ts'
import { explainNumber, readNumber } from './number-literal.ts'
import { scan } from './scan.ts'
import type { Gap } from './scan.ts'
import { readText } from './text-literal.ts'
import * as t from './tokens.ts'

export interface Lexed {
  readonly tokens: IToken[]
  /** Comments of all kinds in order. */
  readonly trivia: readonly IToken[]
  /** Right spellings of mended numbers, by the offset of their token. */
  readonly mended: ReadonlyMap<number, string>
  readonly findings: readonly Finding[]
}

/** Never throws, whatever the text. */
export function lex(source: SourceText): Lexed {
  const scanned = scan(source.text)
  const findings: Finding[] = []
  const mended = new Map<number, string>()
  const tokens: IToken[] = []
  for (const token of scanned.tokens) if (examine(source, token, mended, findings)) tokens.push(token)
  for (const gap of scanned.gaps) tokens.push(...examineUnknown(source, gap, findings))
  if (scanned.gaps.length > 0) tokens.sort((a, b) => a.startOffset - b.startOffset)
  return { tokens, trivia: scanned.trivia, mended, findings }
}

/** Offset after the last character of a token. */
export function endOf(token: IToken): number {
  return token.startOffset + token.image.length
}

/** Turns a token into another kind. */
export function retype(token: IToken, type: TokenType): void {
  token.tokenType = type
  token.tokenTypeIdx = type.tokenTypeIdx ?? token.tokenTypeIdx
}

/** Reports what is wrong with a token and mends it; false when it is to be left out. */
function examine(
  source: SourceText,
  token: IToken,
  mended: Map<number, string>,
  findings: Finding[],
): boolean {
  const span = { file: source.path, start: token.startOffset, end: endOf(token) }
  switch (token.tokenType) {
    case t.Ident: {
      const word = t.words.get(token.image)
      if (word !== undefined) retype(token, word)
      else examineName(token, span, findings)
      return true
    }
    case t.Int:
    case t.Float:
    case t.Scaled:
    case t.Duration:
      if (readNumber(token.image) === null) {
        findings.push(report('QD0103', span, { text: token.image, limit: limitOf(token.tokenType) }))
        retype(token, t.Bad)
      }
      return true
    case t.BadNumber:
      examineNumber(token, span, mended, findings)
      return true
    case t.Text:
      examineText(token, span, findings)
      return true
    case t.OpenText:
      findings.push(report('QD0104', span, {}))
      return true
    case t.Foreign:
      return examineForeign(source, token, span, findings)
    default:
      return true
  }
}

function limitOf(type: TokenType): string {
  if (type === t.Int) return 'whole numbers end at 9007199254740991'
  if (type === t.Duration) return 'durations end at 9007199254740991 ms'
  return 'the largest number is about 1.8e308'
}

/** Names are ASCII; one with other letters stays a name, so that its uses are not reported too. */
function examineName(token: IToken, span: Span, findings: Finding[]): void {
  const other = /[^A-Za-z0-9_]+/.exec(token.image)
  if (other === null) return
  const start = span.start + other.index
  const place = { file: span.file, start, end: start + other[0].length }
  findings.push(
    report('QD0101', place, { found: describe(other[0]), hint: 'names are made of A–Z, a–z, 0–9 and _' }),
  )
}

function examineNumber(token: IToken, span: Span, mended: Map<number, string>, findings: Finding[]): void {
  const { reason, instead, sure } = explainNumber(token.image)
  const hint =
    instead === undefined && reason.startsWith('unknown unit')
      ? 'units are ms s m h d w, % and bps'
      : undefined
  const fix = { title: `replace by ${instead}`, edits: [{ span, newText: instead ?? '' }] }
  findings.push(
    report(
      'QD0102',
      span,
      { reason, ...(instead === undefined ? {} : { instead }), ...(hint === undefined ? {} : { hint }) },
      instead !== undefined && sure ? { fix } : {},
    ),
  )
  // `x.5` is no number behind a name, whatever it is.
  const meant = instead === undefined || token.image.startsWith('.') ? null : readNumber(instead)
  if (instead === undefined || meant === null) return retype(token, t.Bad)
  mended.set(token.startOffset, instead)
  retype(token, meant.kind === 'int' ? t.Int : meant.kind === 'duration' ? t.Duration : t.Float)
}

function examineText(token: IToken, span: Span, findings: Finding[]): void {
  for (const { at, length, reason, hint } of readText(token.image).mistakes) {
    const place = { file: span.file, start: span.start + at, end: span.start + at + length }
    findings.push(report('QD0105', place, { reason, ...(hint === undefined ? {} : { hint }) }))
  }
}

function examineForeign(source: SourceText, token: IToken, span: Span, findings: Finding[]): boolean {
  const { hint, instead, readAs } = foreignSign(token.image)
  const newText = instead === undefined ? '' : apart(source.text, span, instead)
  const fix = { title: instead === '' ? 'leave it out' : `write ${instead}`, edits: [{ span, newText }] }
  findings.push(
    report(
      'QD0101',
      span,
      { found: describe(token.image), ...(hint === '' ? {} : { hint }) },
      instead === undefined ? {} : { fix },
    ),
  )
  if (readAs === 'nothing') return false
  retype(token, readAs ?? t.Bad)
  return true
}

/** A replacement with the blanks that keep a word from growing together with its neighbours. */
function apart(text: string, span: Span, instead: string): string {
  if (!/^[a-z]+$/.test(instead)) return instead
  const before = /\w/.test(text.charAt(span.start - 1)) ? ' ' : ''
  return `${before}${instead}${/[\w("[{]/.test(text.charAt(span.end)) ? ' ' : ''}`
}

/** Splits a run of characters that fit no token into known signs and runs of unknown ones. */
function examineUnknown(source: SourceText, gap: Gap, findings: Finding[]): IToken[] {
  const made: IToken[] = []
  const run = source.text.slice(gap.offset, gap.offset + gap.length)
  let from = gap.offset
  for (const part of run.split(/([−–—×·÷≤≥≠⇒→…“”‘’\u00A0\u200B\u2028])/)) {
    if (part === '') continue
    const token = {
      image: part,
      startOffset: from,
      tokenType: t.Foreign,
      tokenTypeIdx: t.Foreign.tokenTypeIdx ?? 0,
    }
    const span = { file: source.path, start: from, end: from + part.length }
    if (examineForeign(source, token, span, findings)) made.push(token)
    from += part.length
  }
  return made
}

/** Names characters for a message: `$`, or by number where they do not show. */
function describe(characters: string): string {
  const points = Array.from(characters)
  if (points.length > 1) {
    const shown = points.length > 20 ? `${points.slice(0, 20).join('')}…` : characters
    return /[\p{C}\p{Z}]/u.test(shown) && !/^[\x20-\x7E]*$/.test(shown)
      ? `${points.length} characters that do not show`
      : `\`${shown}\``
  }
  const code = (characters.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  if (/[\p{C}\p{Z}]/u.test(characters)) return `character U+${code}`
  return /^[\x20-\x7E]$/.test(characters)
    ? `character \`${characters}\``
    : `character \`${characters}\` (U+${code})`
}
