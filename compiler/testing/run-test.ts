// Runs one `test` block: feeds its data to the reference interpreter and looks at what it expects.
// Besides, every test is a witness of causality: when its later ticks change, no earlier result may.
import type { Expectation, TestProgram } from '../../dsl/check/program.ts'
import { constantOf } from '../../dsl/term/constant.ts'
import type { Constant } from '../../dsl/term/constant.ts'
import type { Term } from '../../dsl/term/term.ts'
import type { DagNode } from '../dag/document.ts'
import { interpreter } from '../interp/interpreter.ts'
import { writeDocument } from '../passes/write-document.ts'
import type { Locate } from '../passes/write-document.ts'
import { loadProgram } from '../runtime/load-program.ts'
import { createRun } from '../runtime/run.ts'
import { VALUE } from '../runtime/ticks.ts'
import type { Ticks } from '../runtime/ticks.ts'
import { testTicks } from './test-data.ts'

export interface TestFailure {
  readonly expectation: Expectation
  readonly message: string
}

export interface TestOutcome {
  readonly title: string
  readonly failures: readonly TestFailure[]
}

interface Wired {
  readonly nodes: readonly DagNode[]
  readonly idOf: (term: Term) => string | null
}

/** The outcome of a test; a test without expectations passes when it is causal. */
export function runTest(test: TestProgram, locate: Locate): TestOutcome {
  const wired = wire(test, locate)
  const data = new Map([...test.data].map(([term, made]) => [wired.idOf(term) ?? '', testTicks(term, made)]))
  const results = evaluate(wired.nodes, data)
  const constants = new Map<Term, Constant | null>()
  const failures = test.expectations.flatMap((expectation) => {
    const constant = constantOf(expectation.condition, constants)
    const message =
      constant === null
        ? judge(expectation, (term) => results.get(wired.idOf(term) ?? '') ?? null)
        : constant.kind === 'bool' && constant.value
          ? null
          : 'is false'
    return message === null ? [] : [{ expectation, message }]
  })
  const acausal = perturbed(wired.nodes, data, results)
  const [first] = test.expectations
  if (acausal !== null && first !== undefined) failures.push({ expectation: first, message: acausal })
  return { title: test.title, failures }
}

/** The nodes that compute what the test looks at. */
function wire(test: TestProgram, locate: Locate): Wired {
  const looked = test.expectations.flatMap((expectation) => [
    expectation.condition,
    ...(expectation.sides === null ? [] : [expectation.sides.left, expectation.sides.right]),
  ])
  const ticking = [...looked, ...test.data.keys()].filter((term) => term.clock.kind === 'periodic')
  const { document, extra } = writeDocument({ ...test.program, sinks: [] }, locate, ticking)
  const ids = new Map(ticking.map((term, i) => [term, extra[i] ?? '']))
  return { nodes: document.nodes, idOf: (term) => ids.get(term) ?? null }
}

function evaluate(nodes: readonly DagNode[], data: ReadonlyMap<string, Ticks>): ReadonlyMap<string, Ticks> {
  const program = loadProgram(nodes, { wanted: nodes.map((node) => node.node_id) })
  const run = createRun(program, { backend: interpreter, start: 'origin' })
  return new Map([...run.advance(data)].map(([id, { ticks }]) => [id, ticks]))
}

/** What is wrong with an expectation, or null. */
function judge(expectation: Expectation, ticksOf: (term: Term) => Ticks | null): string | null {
  const condition = ticksOf(expectation.condition)
  const values = condition?.columns[VALUE] ?? new Float64Array(0)
  const { at } = expectation
  if (values.length === 0) return 'never ticks with this data'
  const last = values.length - 1
  const range = at === null ? { first: 0, last } : at === 'last' ? { first: last, last } : at
  if (range.last > last) return `has only the ticks 0..${last}`
  for (let tick = range.first; tick <= range.last; tick++) {
    if (values[tick] === 1) continue
    return `is false at tick ${tick}${sidesAt(expectation, condition, tick, ticksOf)}`
  }
  return null
}

function sidesAt(
  { sides }: Expectation,
  condition: Ticks | null,
  tick: number,
  ticksOf: (term: Term) => Ticks | null,
): string {
  if (sides === null) return ''
  const time = condition?.times[tick]
  const shown = (term: Term): string => {
    const ticks = ticksOf(term)
    if (ticks === null) return constantText(term)
    const value = ticks.columns[VALUE]?.[ticks.times.indexOf(time ?? Number.NaN)]
    return value === undefined || Number.isNaN(value) ? 'na' : String(value)
  }
  return `: expected ${shown(sides.right)}, found ${shown(sides.left)}`
}

function constantText(term: Term): string {
  const constant = constantOf(term, new Map())
  return constant === null || constant.kind === 'na' ? 'na' : String(constant.value)
}

/** Changes the later half of all data and compares the results before it; null when they are equal. */
function perturbed(
  nodes: readonly DagNode[],
  data: ReadonlyMap<string, Ticks>,
  results: ReadonlyMap<string, Ticks>,
): string | null {
  const changed = new Map([...data].map(([id, ticks]) => [id, changeLater(ticks)]))
  const half = Math.min(...[...data.values()].map((ticks) => ticks.times[ticks.times.length >> 1] ?? 0))
  const again = evaluate(nodes, changed)
  for (const [id, ticks] of results) {
    const other = again.get(id)
    for (let i = 0; i < ticks.times.length && (ticks.times[i] ?? 0) < half; i++) {
      const same = Object.entries(ticks.columns).every(([name, column]) =>
        Object.is(column[i], other?.columns[name]?.[i]),
      )
      if (!same) return `looks ahead: tick ${i} changes when later data change`
    }
  }
  return null
}

function changeLater(ticks: Ticks): Ticks {
  const from = ticks.times.length >> 1
  const columns = Object.fromEntries(
    Object.entries(ticks.columns).map(([name, column]) => [
      name,
      column.map((value, i) => (i < from ? value : value * 2 + 1)),
    ]),
  )
  return { ...ticks, columns }
}
