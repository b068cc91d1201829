// Runs a text: its sinks on given ticks, or its own tests.
import { compile, locator, sourcesOf } from '../../compiler/compile.ts'
import { interpreter } from '../../compiler/interp/interpreter.ts'
import { loadProgram } from '../../compiler/runtime/load-program.ts'
import { createRun } from '../../compiler/runtime/run.ts'
import type { Ticks } from '../../compiler/runtime/ticks.ts'
import { runTest } from '../../compiler/testing/run-test.ts'
import { positionAt, createSource } from '../../dsl/source/source-text.ts'
import { compileText } from './compile-text.ts'
import { findingsText } from './findings-text.ts'

export type Column = readonly (number | null)[]

/** Ticks at the labels from 1 on, on a clock of a minute. */
export function ticksOf(columns: Readonly<Record<string, Column>>): Ticks {
  const length = Math.max(0, ...Object.values(columns).map((column) => column.length))
  const labels = Float64Array.from({ length }, (_, i) => i + 1)
  return {
    labels,
    times: labels.map((label) => label * 60_000),
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [
        name,
        Float64Array.from(column, (cell) => cell ?? Number.NaN),
      ]),
    ),
  }
}

/** The ticks of each sink. `inputs` are given by the names of the strategy's inputs. */
export function runText(text: string, inputs: Readonly<Record<string, Ticks>>): ReadonlyMap<string, Ticks> {
  const { document } = compileText(text)
  const streams = new Map(
    document.nodes.flatMap((node) =>
      node.node_type !== 'input'
        ? []
        : node.meta.names.flatMap((name) =>
            inputs[name] === undefined ? [] : [[node.node_id, inputs[name]] as const],
          ),
    ),
  )
  const wanted = document.sinks.map((sink) => sink.node_id)
  const run = createRun(loadProgram(document.nodes, { wanted }), { backend: interpreter, start: 'origin' })
  const results = run.advance(streams)
  return new Map(
    document.sinks.flatMap(({ name, node_id }) => {
      const ticks = results.get(node_id)?.ticks
      return ticks === undefined ? [] : [[name, ticks] as const]
    }),
  )
}

/** What the tests of a text say: a line each, `ok TITLE`, or `TITLE: line N: what is wrong`. */
export function testText(text: string, path = 'a.qdag'): readonly string[] {
  const source = createSource(path, text)
  const options = { missing: null }
  const { findings, tests } = compile(source, options)
  if (findings.some((finding) => finding.severity === 'error'))
    throw new TypeError(findingsText(findings, source))
  const locate = locator(sourcesOf(source, options))
  return tests.map((test) => {
    const { title, failures } = runTest(test, locate)
    const lines = failures.map(
      ({ expectation, message }) => `line ${positionAt(source, expectation.span.start).line}: ${message}`,
    )
    return lines.length === 0 ? `ok ${title}` : `${title}: ${lines.join('; ')}`
  })
}
