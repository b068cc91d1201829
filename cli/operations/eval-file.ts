// `eval` over files: one file with some expressions, or a batch of them.
import { basename, dirname, resolve } from 'node:path'
import { toDiagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import { fail, ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import { loadTable } from '../../services/market/csv/load-table.ts'
import type { Table } from '../../services/market/csv/load-table.ts'
import type { Outcome } from '../outcome.ts'
import { diagnosticOf } from '../envelope.ts'
import { projectFailure } from '../project/failures.ts'
import { namedFile } from '../project/open-project.ts'
import { fileExists, readBytes, readText } from '../project/read-file.ts'
import { batchSchema } from '../schemas/eval-batch.ts'
import type { Batch } from '../schemas/eval-batch.ts'
import { evaluate } from './eval.ts'
import type { Cell, EvaluatedColumn } from './eval.ts'

export interface EvalOptions {
  readonly cwd: string
  readonly stamp: 'open' | 'end'
  readonly intervalMs: number | null
  /** `NAME=VALUE` texts. */
  readonly params: readonly string[]
}

export interface EvalResult {
  readonly table: Table
  readonly columns: readonly EvaluatedColumn[]
}

const NAMED = /^([A-Za-z_][A-Za-z0-9_]*)=(?!=)/

/** `NAME=EXPR` names its column; any other expression is called by its own text. */
function nameExpression(text: string): { readonly name: string; readonly text: string } {
  const match = NAMED.exec(text)
  return match === null
    ? { name: text.trim(), text }
    : { name: match[1] ?? '', text: text.slice(match[0].length) }
}

function splitParams(params: readonly string[]): Result<readonly { name: string; text: string }[]> {
  const split: { name: string; text: string }[] = []
  for (const param of params) {
    const at = param.indexOf('=')
    if (at < 1)
      return fail(projectFailure('usage', { message: `--param ${param} is not of the form NAME=VALUE` }))
    split.push({ name: param.slice(0, at), text: param.slice(at + 1) })
  }
  return ok(split)
}

function load(path: string, options: EvalOptions): Result<Table> {
  const { file, absolute } = namedFile(options, path)
  const bytes = readBytes(absolute, file)
  if (!bytes.ok) return bytes
  return loadTable({
    bytes: bytes.value,
    file,
    stamp: options.stamp,
    ...(options.intervalMs === null ? {} : { intervalMs: options.intervalMs }),
  })
}

/** Evaluates the expressions over one file. */
export function evaluateFile(
  path: string,
  expressions: readonly string[],
  options: EvalOptions,
): Result<Outcome<EvalResult>> {
  const params = splitParams(options.params)
  if (!params.ok) return params
  const named = expressions.map(nameExpression)
  const twice = named.find(({ name, text }, i) =>
    named.some((other, j) => j < i && other.name === name && other.text !== text),
  )
  if (twice !== undefined) {
    const message = `two expressions are called "${twice.name}"`
    return fail(projectFailure('usage', { message, hint: 'Give each a name of its own: NAME=EXPR.' }))
  }
  const table = load(path, options)
  if (!table.ok) return table
  const { findings, lookup, columns } = evaluate(table.value, {
    expressions: named,
    params: params.value,
  })
  const broken = findings.some((finding) => finding.severity === 'error')
  return ok({
    result: broken ? null : { table: table.value, columns },
    findings: findings.map((finding) => ({ finding, sources: lookup })),
  })
}

/** One line of a batch's answer. */
export type BatchLine = { readonly data: string; readonly name: string } & (
  | { readonly columns: Readonly<Record<string, readonly Cell[]>> }
  | { readonly error: Diagnostic }
)

/** Evaluates every expression of a batch by itself; gives each answer to `print` as it comes. */
export function evaluateBatch(
  path: string,
  options: EvalOptions,
  print: (line: BatchLine) => void,
): Result<{ failed: number }> {
  const params = splitParams(options.params)
  if (!params.ok) return params
  const { file, absolute } = namedFile(options, path)
  const text = readText(absolute, file)
  if (!text.ok) return text
  const batch = readBatch(text.value, file)
  if (!batch.ok) return batch
  const tables = new Map<string, Result<Table>>()
  let failed = 0
  for (const { data, exprs } of batch.value) {
    const found = dataPath(data, path, options.cwd)
    const table = tables.get(found) ?? load(found, options)
    tables.set(found, table)
    for (const [name, expression] of Object.entries(exprs)) {
      const line = batchLine(table, expression, params.value)
      if ('error' in line) failed += 1
      print({ data, name, ...line })
    }
  }
  return ok({ failed })
}

function batchLine(
  table: Result<Table>,
  text: string,
  params: readonly { name: string; text: string }[],
): { columns: Record<string, readonly Cell[]> } | { error: Diagnostic } {
  if (!table.ok) return { error: diagnosticOf(table.failure) }
  const { findings, lookup, columns } = evaluate(table.value, {
    expressions: [{ name: 'value', text }],
    params,
  })
  const error = findings.find((finding) => finding.severity === 'error')
  if (error !== undefined) return { error: toDiagnostic(error, lookup) }
  return { columns: Object.fromEntries(columns.map((column) => [column.field ?? 'value', column.cells])) }
}

/** Data lie where the command was called, else beside the batch. */
function dataPath(data: string, batch: string, cwd: string): string {
  const beside = resolve(dirname(resolve(cwd, batch)), data)
  return !fileExists(resolve(cwd, data)) && fileExists(beside) ? beside : data
}

function readBatch(text: string, file: string): Result<Batch> {
  const hint = 'A batch is a list of {"data": "prices.csv", "exprs": {"name": "sma(close, 20)"}}.'
  const message = `${basename(file)} is no batch of expressions`
  try {
    const parsed = batchSchema.safeParse(JSON.parse(text))
    if (parsed.success) return ok(parsed.data)
  } catch {
    // Not JSON at all: said below.
  }
  return fail(projectFailure('usage', { message, hint, file }))
}
