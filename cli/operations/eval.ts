// Computes expressions over a table of numbers, one tick a row.
import { interpreter } from '../../compiler/interp/interpreter.ts'
import { locator } from '../../compiler/compile.ts'
import { writeDocument } from '../../compiler/passes/write-document.ts'
import { loadProgram } from '../../compiler/runtime/load-program.ts'
import { createRun } from '../../compiler/runtime/run.ts'
import { VALUE } from '../../compiler/runtime/ticks.ts'
import type { Ticks } from '../../compiler/runtime/ticks.ts'
import { checkExpressions } from '../../dsl/check/check-expressions.ts'
import type { Column, NamedExpression } from '../../dsl/check/check-expressions.ts'
import type { Finding } from '../../dsl/diagnostics/finding.ts'
import type { SourceText } from '../../dsl/source/source-text.ts'
import { createSource } from '../../dsl/source/source-text.ts'
import { parseExpression } from '../../dsl/syntax/parse.ts'
import type { Constant } from '../../dsl/term/constant.ts'
import type { Term } from '../../dsl/term/term.ts'
import { isRecord } from '../../dsl/term/type.ts'
import type { Type } from '../../dsl/term/type.ts'
import type { Table } from '../../services/market/csv/load-table.ts'

export type Cell = number | boolean | null

/** One printed column. */
export interface EvaluatedColumn {
  /** The expression's name, and the field where it is a record. */
  readonly name: string
  readonly field: string | null
  readonly cells: readonly Cell[]
}

export interface Evaluated {
  readonly findings: readonly Finding[]
  readonly lookup: (path: string) => SourceText | undefined
  readonly columns: readonly EvaluatedColumn[]
}

export interface EvalRequest {
  /** Name and text of each expression. */
  readonly expressions: readonly { readonly name: string; readonly text: string }[]
  readonly params: readonly { readonly name: string; readonly text: string }[]
}

/** Evaluates from the first row of the table on. */
export function evaluate(table: Table, request: EvalRequest): Evaluated {
  const sources = new Map<string, SourceText>()
  const findings: Finding[] = []
  const parsed = (path: string, name: string, text: string): NamedExpression[] => {
    const source = createSource(path, text)
    sources.set(path, source)
    const { expr, findings: found } = parseExpression(source)
    findings.push(...found)
    return expr === null || found.some((finding) => finding.severity === 'error')
      ? []
      : [{ name, source, expr }]
  }
  const several = request.expressions.length > 1
  const expressions = request.expressions.flatMap(({ name, text }, i) =>
    parsed(several ? `expression ${i + 1}` : 'expression', name, text),
  )
  const params = new Map(
    request.params.flatMap(({ name, text }) =>
      parsed(`--param ${name}`, name, text).map((each) => [name, each] as const),
    ),
  )
  const fields = Object.fromEntries(Object.keys(table.ticks.columns).map((name) => [name, 'float' as const]))
  const clock = { kind: 'periodic', everyMs: table.clock.every_ms, phaseMs: table.clock.phase_ms } as const
  const checked = checkExpressions(expressions, { record: fields }, clock, params)
  const lookup = (path: string): SourceText | undefined => sources.get(path)
  const columns = run(checked.program, checked.input, checked.columns, table, lookup)
  findings.push(...checked.findings.map((finding) => withColumns(finding, Object.keys(fields))))
  return { findings, lookup, columns }
}

/** Most columns that a hint names. */
const NAMED = 12

/** An unknown name is most often that of a column which this file does not have. */
function withColumns(finding: Finding, columns: readonly string[]): Finding {
  if (finding.code !== 'QD0204' || finding.hint !== undefined) return finding
  const more = columns.length > NAMED ? ` and ${columns.length - NAMED} more` : ''
  const list = columns.length === 0 ? 'none' : `${columns.slice(0, NAMED).join(', ')}${more}`
  return { ...finding, hint: `The columns of numbers are: ${list}.` }
}

function run(
  program: Parameters<typeof writeDocument>[0],
  input: Term,
  columns: readonly Column[],
  table: Table,
  lookup: (path: string) => SourceText | undefined,
): readonly EvaluatedColumn[] {
  const terms = columns.flatMap((column) => (column.kind === 'term' ? [column.term] : []))
  const { document, extra } = writeDocument(program, locator(lookup), [...terms, input])
  const idOf = new Map([...terms, input].map((term, i) => [term, extra[i] ?? '']))
  const loaded = loadProgram(document.nodes, { wanted: [...new Set(extra)] })
  const results = createRun(loaded, { backend: interpreter, start: 'origin' }).advance(
    new Map([[idOf.get(input) ?? '', table.ticks]]),
  )
  return columns.flatMap((column): EvaluatedColumn[] => {
    if (column.kind === 'constant') {
      return [
        {
          name: column.name,
          field: null,
          cells: Array.from({ length: table.rows }, () => constantCell(column.constant)),
        },
      ]
    }
    const ticks = results.get(idOf.get(column.term) ?? '')?.ticks
    return ticks === undefined ? [] : printed(column.name, column.term.type, ticks)
  })
}

function constantCell(constant: Constant): Cell {
  if (constant.kind === 'na') return null
  return typeof constant.value === 'string' ? null : constant.value
}

function printed(name: string, type: Type, ticks: Ticks): EvaluatedColumn[] {
  if (!isRecord(type)) return [{ name, field: null, cells: cellsOf(type, ticks.columns[VALUE]) }]
  return Object.entries(type.record).map(([field, fieldType]) => ({
    name,
    field,
    cells: cellsOf(fieldType, ticks.columns[field]),
  }))
}

function cellsOf(type: Type, column: Float64Array | undefined): Cell[] {
  return Array.from(column ?? [], (value) =>
    type === 'bool' ? value === 1 : Number.isNaN(value) ? null : value,
  )
}
