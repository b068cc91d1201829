// Checks loose expressions over the columns of a table: what `qmtl eval` computes. The columns and
// `bars`, the record of them, are in scope, and params by name.
import type { Finding } from '../diagnostics/finding.ts'
import type { SourceText } from '../source/source-text.ts'
import type { Expr } from '../syntax/ast.ts'
import type { Clock } from '../term/clock.ts'
import type { Constant } from '../term/constant.ts'
import type { Term } from '../term/term.ts'
import { isRecord } from '../term/type.ts'
import type { RecordType } from '../term/type.ts'
import { createChecker } from './create-checker.ts'
import { make } from './make.ts'
import { reportWaiting } from './not-yet.ts'
import type { Program } from './program.ts'
import type { Scope } from './scope.ts'
import { LIBRARY_FUNCTIONS, libraryFunction, librarySource } from './standard-library.ts'
import { isUnknown } from './value.ts'
import type { Value } from './value.ts'

export interface NamedExpression {
  readonly name: string
  readonly source: SourceText
  readonly expr: Expr
}

/** One result: a term that ticks with the table, or a constant. */
export type Column = { readonly name: string } & (
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'constant'; readonly constant: Constant }
)

export interface CheckedExpressions {
  readonly findings: readonly Finding[]
  /** Without sinks: `columns` say what is wanted. */
  readonly program: Program
  /** The term of `bars`. */
  readonly input: Term
  /** In the order of the expressions; those with errors are left out. */
  readonly columns: readonly Column[]
}

/** `table` are the columns' types, `clock` the table's; `params` are constants by name. */
export function checkExpressions(
  expressions: readonly NamedExpression[],
  table: RecordType,
  clock: Clock,
  params: ReadonlyMap<string, NamedExpression>,
): CheckedExpressions {
  const sources = new Map([...expressions, ...params.values()].map(({ source }) => [source.path, source]))
  const check = createChecker((path) => sources.get(path) ?? librarySource(path))
  const span = { file: 'table', start: 0, end: 0 }
  const term = check.terms.make('input', [], { stream: 'table', missing: 'na' }, table, clock)
  check.provenance.name(term, 'bars')
  const na = { because: 'a cell of the table may be empty', span }
  const bars: Value = { term, type: table, clock, na, memory: 1, span, written: span }
  const values = new Map<string, Value>([['bars', bars]])
  for (const [name, type] of Object.entries(table.record)) {
    values.set(name, make(check, { op: 'field', args: [bars], attrs: { name }, type, span }))
  }
  const scope: Scope = {
    value: (name) => values.get(name) ?? null,
    fn: libraryFunction,
    valueNames: () => [...values.keys()],
    fnNames: () => LIBRARY_FUNCTIONS,
    faulty: new Set(),
    type: () => null,
    typeNames: () => [],
    generators: null,
  }
  for (const [name, { expr }] of params) values.set(name, check.expr(expr, scope))
  const columns = expressions.flatMap(({ name, expr }): Column[] => {
    const value = check.expr(expr, scope)
    if (isUnknown(value) || !isPrintable(value)) {
      if (!isUnknown(value))
        check.report('QD0319', expr.span, { what: 'this', place: 'in a table of numbers' })
      return []
    }
    if (value.clock.kind !== 'const') return [{ name, kind: 'term', term: value.term }]
    const constant = check.constant(value)
    if (constant !== null) return [{ name, kind: 'constant', constant }]
    check.report('QD0310', expr.span, { what: 'a constant' })
    return []
  })
  reportWaiting(
    check,
    columns.flatMap((column) => (column.kind === 'term' ? [column.term] : [])),
  )
  const program: Program = {
    name: 'eval',
    file: 'expression',
    terms: check.terms,
    provenance: check.provenance,
    inputs: [{ name: 'bars', key: 'table', term, span }],
    params: [],
    sinks: [],
    lets: [],
  }
  return { findings: check.findings, program, input: term, columns }
}

function isPrintable({ type }: Value): boolean {
  const scalar = (each: Value['type']): boolean => each === 'float' || each === 'int' || each === 'bool'
  return isRecord(type) ? Object.values(type.record).every(scalar) : scalar(type)
}
