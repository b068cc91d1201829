// The ids of strategies, with everything that another program needs to recompute them.
import type { DagDocument, DagNode } from '../../compiler/dag/document.ts'
import { intervalOf } from '../../compiler/dag/clock.ts'
import { figuresOf } from '../../compiler/dag/figures.ts'
import { preimageTexts } from '../../compiler/identity/node-id.ts'
import { ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import type { Outcome } from '../outcome.ts'
import { chooseSources } from '../project/find-sources.ts'
import { openWorkspace } from '../project/open-project.ts'
import type { CallPlace } from '../project/open-project.ts'
import { flagParams } from './bind-params.ts'
import { compileSources } from './compile-sources.ts'

export interface NodeIds {
  readonly node_id: string
  readonly node_type: string
  readonly code_hash: string
  readonly config_hash: string
  readonly schema_hash: string
  readonly inputs: readonly string[]
  readonly clock: unknown
  readonly interval_ms: number | null
  readonly period: number
  readonly warmup: number
  readonly names: readonly string[]
  readonly label: string
  readonly memory: 'finite' | 'origin'
  readonly preimage: {
    readonly node_type: string
    readonly kernel: string
    readonly config: string
    readonly schema: string
  }
}

export interface StrategyIds {
  readonly name: string
  readonly file: string
  readonly dag_id: string
  readonly nodes: readonly NodeIds[]
  readonly sinks: DagDocument['sinks']
}

export interface IdsResult {
  readonly strategies: readonly StrategyIds[]
}

/** The ids of a document's nodes and sinks, in its order. */
function strategyIds(document: DagDocument): StrategyIds {
  const figures = figuresOf(document)
  const nodeIds = (node: DagNode): NodeIds => {
    const figure = figures.get(node.node_id)
    return {
      node_id: node.node_id,
      node_type: node.node_type,
      code_hash: node.code_hash,
      config_hash: node.config_hash,
      schema_hash: node.schema_hash,
      inputs: node.config.inputs,
      clock: node.config.clock,
      interval_ms: intervalOf(node.config.clock),
      period: figure?.period ?? 0,
      warmup: figure?.warmup ?? 0,
      names: node.meta.names,
      label: node.meta.label,
      memory: figure?.memory ?? 'origin',
      preimage: { node_type: node.node_type, ...preimageTexts(node) },
    }
  }
  return {
    name: document.meta.strategy,
    file: document.meta.file,
    dag_id: document.dag_id,
    nodes: document.nodes.map(nodeIds),
    sinks: document.sinks,
  }
}

/** Compiles the files and gives their ids; one bad file does not stop the others. */
export function idsOfSources(
  place: CallPlace,
  named: readonly string[],
  params: readonly string[],
): Result<Outcome<IdsResult>> {
  const workspace = openWorkspace(place)
  if (!workspace.ok) return workspace
  const files = chooseSources(workspace.value, named)
  if (!files.ok) return files
  const bound = flagParams(params)
  if (!bound.ok) return bound
  const { sources, findings, diagnostics } = compileSources(workspace.value, files.value, bound.value)
  const strategies = sources.flatMap(({ compiled }) =>
    compiled.document === null ? [] : [strategyIds(compiled.document)],
  )
  return ok({ result: { strategies }, findings, diagnostics })
}
