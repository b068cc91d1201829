// A backtest: evaluates a strategy from the origin of its data and trades its targets between two
// instants.
import type { DagDocument, DagSink } from '../../compiler/dag/document.ts'
import { figuresOf } from '../../compiler/dag/figures.ts'
import { kernel } from '../../compiler/codegen/kernel.ts'
import { loadProgram } from '../../compiler/runtime/load-program.ts'
import type { NodeTicks } from '../../compiler/runtime/output.ts'
import { createRun } from '../../compiler/runtime/run.ts'
import { instrumentsOf } from '../../services/backtest/instruments-of.ts'
import { backtestResult } from '../../services/backtest/result.ts'
import type { BacktestResult } from '../../services/backtest/result.ts'
import type { Settings } from '../../services/backtest/settings.ts'
import { simulate } from '../../services/backtest/simulate.ts'
import type { Range, Simulation } from '../../services/backtest/simulate.ts'
import { fail, ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import type { Outcome } from '../outcome.ts'
import { checkpoint } from '../checkpoint.ts'
import { diagnosticOf } from '../envelope.ts'
import { projectFailure } from '../project/failures.ts'
import { openWorkspace } from '../project/open-project.ts'
import type { CallPlace } from '../project/open-project.ts'
import { flagParams } from './bind-params.ts'
import { findStrategy } from './find-strategy.ts'
import { loadInputs } from './load-inputs.ts'
import type { LoadedInput } from './load-inputs.ts'

export interface BacktestRequest {
  readonly strategy: string
  readonly range: Range
  readonly settings: Settings
  /** `INPUT=FILE` texts. */
  readonly data: readonly string[]
  /** `NAME=VALUE` texts. */
  readonly params: readonly string[]
  /** Stops the backtest between two of its stages. */
  readonly signal: AbortSignal
  /** Told what is done now, one line each. */
  readonly onStage: (line: string) => void
}

export interface Backtested {
  readonly result: BacktestResult
  readonly simulation: Simulation
}

/**
 * Runs one backtest; a strategy that does not compile has a null result and its diagnostics. Rejects
 * with the reason of the signal once that is aborted.
 */
export async function backtest(
  place: CallPlace,
  request: BacktestRequest,
): Promise<Result<Outcome<Backtested>>> {
  const workspace = openWorkspace(place)
  if (!workspace.ok) return workspace
  const params = flagParams(request.params)
  if (!params.ok) return params
  const found = findStrategy(workspace.value, request.strategy, params.value)
  if (!found.ok) return found
  const { strategy, findings, diagnostics } = found.value
  if (strategy === null) return ok({ result: null, findings, diagnostics })
  const { document, program } = strategy
  const targets = document.sinks.filter((sink) => sink.kind !== 'signal')
  if (targets.length === 0) {
    const message = `${program.name} has neither target nor order: it states nothing to trade`
    return fail(projectFailure('noTarget', { message, hint: 'Add `emit target …` or `emit order …`.' }))
  }
  const { onStage, signal } = request
  onStage(`backtest of ${program.name}: loading prices`)
  const needed = ancestors(document, targets.flatMap(nodesOf))
  const nodes = document.nodes.filter((node) => needed.has(node.node_id))
  const inputs = await loadInputs(workspace.value, program, nodes, request.data, signal)
  if (!inputs.ok) return inputs
  onStage(`backtest of ${program.name}: computing ${nodes.length} nodes`)
  await checkpoint(signal)
  const computed = compute(document, targets, inputs.value)
  await checkpoint(signal)
  const simulated = simulate({
    instruments: instrumentsOf(targets, inputs.value, {
      ticksOf: (id) => computed.results.get(id)?.ticks ?? null,
      settledOf: (sink) => warmupOf(document, sink),
    }),
    range: request.range,
    settings: request.settings,
  })
  if (!simulated.ok) return simulated
  const firsts = inputs.value.flatMap(({ ticks }) => ticks.times[0] ?? [])
  const provenance = {
    strategy: program.name,
    dag_id: document.dag_id,
    evaluatedFrom: firsts.length === 0 ? null : Math.min(...firsts),
    warmupTicks: Math.max(...targets.map((sink) => warmupOf(document, sink))),
    data: inputs.value.map(({ source }) => source),
    cache: { nodes_reused: 0, nodes_computed: computed.nodes },
  }
  const warnings = inputs.value.flatMap((input) =>
    input.warnings.map((each) => ({ ...diagnosticOf(each), severity: 'warning' as const })),
  )
  const result = backtestResult(provenance, request.range, request.settings, simulated.value)
  return ok({ result: { result, simulation: simulated.value }, diagnostics: [...diagnostics, ...warnings] })
}

function compute(
  document: DagDocument,
  targets: readonly DagSink[],
  inputs: readonly LoadedInput[],
): { readonly results: ReadonlyMap<string, NodeTicks>; readonly nodes: number } {
  const wanted = [...new Set(targets.flatMap(madeBy))]
  const program = loadProgram(document.nodes, { wanted })
  const run = createRun(program, { backend: kernel, start: 'origin' })
  const results = run.advance(new Map(inputs.map(({ node, ticks }) => [node.node_id, ticks])))
  return { results, nodes: ancestors(document, wanted).size }
}

/** What a sink's decisions are read from. */
const madeBy = ({ node_id, when_node_id }: DagSink): readonly string[] =>
  when_node_id === undefined ? [node_id] : [node_id, when_node_id]

/** What a sink's decisions and fills are read from. */
const nodesOf = (sink: DagSink): readonly string[] => [
  ...madeBy(sink),
  ...(sink.on === undefined ? [] : [sink.on]),
  ...(sink.legs ?? []).map(({ on }) => on),
]

/** Ids of the nodes and of everything that they are computed from. */
function ancestors(document: DagDocument, ids: readonly string[]): ReadonlySet<string> {
  const found = new Set(ids)
  for (const node of document.nodes.toReversed()) {
    if (found.has(node.node_id)) for (const id of node.config.inputs) found.add(id)
  }
  return found
}

/** The first tick on which everything that the target is computed from can have a value. */
function warmupOf(document: DagDocument, sink: DagSink): number {
  return figuresOf(document).get(sink.node_id)?.settled ?? 0
}
