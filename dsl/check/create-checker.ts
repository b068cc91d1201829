// The checker of one program: dispatches expressions to their rules, collects findings, keeps the
// stack of calls that are being inlined.
import { catalog } from '../diagnostics/catalog.ts'
import type { Finding } from '../diagnostics/finding.ts'
import { report } from '../diagnostics/report.ts'
import type { SourceText } from '../source/source-text.ts'
import type { Span } from '../source/span.ts'
import type { Expr } from '../syntax/ast.ts'
import { constantOf } from '../term/constant.ts'
import type { Constant } from '../term/constant.ts'
import { createProvenance } from '../term/provenance.ts'
import type { Provenance } from '../term/provenance.ts'
import { createTerms } from '../term/term.ts'
import type { Term } from '../term/term.ts'
import type { Checker } from './checker.ts'
import { block } from './rules/block.ts'
import { call } from './rules/call.ts'
import { chain } from './rules/chain.ts'
import { choice } from './rules/choice.ts'
import { compare } from './rules/compare.ts'
import { delay } from './rules/delay.ts'
import { field, record } from './rules/field.ts'
import { isNa } from './rules/is-na.ts'
import { literal } from './rules/literal.ts'
import { method } from './rules/method.ts'
import { ref } from './rules/ref.ts'
import { unary } from './rules/unary.ts'
import type { LanguageFunction, Scope } from './scope.ts'
import { createCallMemory } from './call-memory.ts'
import { unknownValue } from './value.ts'
import type { Value } from './value.ts'

/** How far calls, and expressions through all calls, stand within each other: the stack must hold them. */
const DEEPEST = { calls: 64, expressions: 800 } as const
const MOST_TERMS = 100_000
const LARGE = 'terms with its functions inlined'
const LONGEST_EXCERPT = 60

/** The text of a file by its path; library files are found too. */
export type Sources = (file: string) => SourceText | undefined

interface OpenCall {
  readonly target: LanguageFunction
  readonly span: Span
}

export function createChecker(texts: Sources): Checker {
  const opened = new Map<string, SourceText>()
  const sources: Sources = (file) => opened.get(file) ?? texts(file)
  const terms = createTerms()
  const findings: Finding[] = []
  const reported = new Set<string>()
  const constants = new Map<Term, Constant | null>()
  const calls: OpenCall[] = []
  let depth = 0
  let full = false
  const made = createCallMemory()

  /**
   * The user's place for something that stands inside a library function: the call. What they handed to
   * the function they wrote themselves, and it keeps its place.
   */
  const usersPlace = (span: Span): Span => {
    const library = calls.filter((open) => open.target.standard)
    return library.some(({ target }) => target.fn.span.file === span.file) ? (library[0]?.span ?? span) : span
  }

  const checker: Checker = {
    terms,
    provenance: userPlaces(createProvenance(), usersPlace),
    findings,
    expr(expr, scope) {
      const innermost = calls.at(-1)
      if (depth >= DEEPEST.expressions && innermost !== undefined) {
        return checker.refuse('QD0305', expr.span, { name: innermost.target.fn.name.text, ...DEEPEST })
      }
      depth += 1
      const value = dispatch(checker, expr, scope)
      depth -= 1
      return value
    },
    report(code, span, args, details = {}) {
      const outermost = calls[0]
      if (outermost !== undefined && catalog[code].severity !== 'error') return
      const place = outermost?.span ?? span
      const labels = (details.labels ?? []).filter((label) => label.span.file === place.file)
      const shown = labels.some((label) => label.span.start === span.start && label.span.end === span.end)
      const inside = outermost !== undefined && span.file === place.file && !shown
      const finding = report(code, place, args, {
        labels: inside ? [...labels, { span, text: 'inside this call' }] : labels,
        ...(details.fix === undefined || outermost !== undefined ? {} : { fix: details.fix }),
      })
      const key = `${code} ${place.file} ${place.start} ${place.end} ${finding.message}`
      if (reported.has(key)) return
      reported.add(key)
      findings.push(finding)
    },
    refuse(code, span, args, details) {
      checker.report(code, span, args, details)
      return unknownValue(terms, span)
    },
    open: (source) => void opened.set(source.path, source),
    add: (finding) => void findings.push(finding),
    attempt(look) {
      const [count, known] = [findings.length, new Set(reported)]
      const result = look()
      findings.length = count
      reported.clear()
      for (const key of known) reported.add(key)
      made.forgetFailures()
      return result
    },
    constant: (value) => (value.clock.kind === 'const' ? constantOf(value.term, constants) : null),
    text: (span) => sources(span.file)?.text.slice(span.start, span.end) ?? '',
    excerpt(span) {
      const line = checker.text(span).replaceAll(/\s+/g, ' ')
      return line.length <= LONGEST_EXCERPT ? line : `${line.slice(0, LONGEST_EXCERPT - 1)}…`
    },
    inCall(target, span, given, body) {
      const known = made.get(target, given)
      if (known !== undefined) return known
      const name = target.fn.name.text
      if (calls.length >= DEEPEST.calls) return checker.refuse('QD0305', span, { name, ...DEEPEST })
      if (terms.size > MOST_TERMS) {
        if (!full) checker.report('QD0318', span, { limit: MOST_TERMS, what: LARGE })
        full = true
        return unknownValue(terms, span)
      }
      calls.push({ target, span })
      const value = body()
      calls.pop()
      made.set(target, given, value)
      // What failed is reported at each place that calls it, and within one call only once.
      if (calls.length === 0) made.forgetFailures()
      return value
    },
  }
  return checker
}

function userPlaces(provenance: Provenance, usersPlace: (span: Span) => Span): Provenance {
  return {
    ...provenance,
    place: (term, span, constants = []) =>
      provenance.place(
        term,
        usersPlace(span),
        [...constants].map(([constant, at]) => [constant, usersPlace(at)] as const),
        usersPlace(span) === span,
      ),
  }
}

function dispatch(check: Checker, expr: Expr, scope: Scope): Value {
  switch (expr.kind) {
    case 'int':
    case 'float':
    case 'duration':
    case 'string':
    case 'bool':
    case 'na':
      return literal(check, expr)
    case 'ref':
      return ref(check, expr, scope)
    case 'call':
      return call(check, expr, scope)
    case 'field':
      return field(check, expr, scope)
    case 'index':
      return delay(check, expr, scope)
    case 'unary':
      return unary(check, expr, scope)
    case 'chain':
      return chain(check, expr, scope)
    case 'compare':
      return compare(check, expr, scope)
    case 'isna':
      return isNa(check, expr, scope)
    case 'if':
      return choice(check, expr, scope)
    case 'record':
      return record(check, expr, scope)
    case 'paren':
      return { ...check.expr(expr.inner, scope), span: expr.span }
    case 'method':
      return method(check, expr, scope)
    case 'block':
      return block(check, expr, scope)
    case 'list':
      return check.refuse('QD0319', expr.span, { what: 'a list', place: 'here' })
    case 'broken':
      return unknownValue(check.terms, expr.span)
  }
}
