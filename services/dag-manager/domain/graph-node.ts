// A node of a document as the global DAG keeps it.
import type { Clock, DagNode } from '../../../compiler/dag/document.ts'
import { hashNode, preimageTexts } from '../../../compiler/identity/node-id.ts'
import { portFailure } from '../../core/failures.ts'
import type { GraphNode } from '../../core/graph-store.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { showDuration } from '../../market/durations.ts'

/** The node with its ids recomputed; one that does not have the id of its preimage is refused. */
export function graphNode(node: DagNode, period: number): Result<GraphNode> {
  const { node_id, code_hash, config_hash, schema_hash } = hashNode(node)
  if (node_id !== node.node_id)
    return fail(
      portFailure('planRefused', {
        message: `node ${node.node_id} (${node.meta.label}) is not what its id says: its content gives ${node_id}`,
        hint: 'Plan again.',
      }),
    )
  return ok({
    nodeId: node_id,
    nodeType: node.node_type,
    codeHash: code_hash,
    configHash: config_hash,
    schemaHash: schema_hash,
    preimage: preimageTexts(node),
    inputs: node.config.inputs,
    interval: intervalText(node.config.clock),
    period,
    label: node.meta.label,
  })
}

/** `5m`, `1d in XNYS`; events have no interval. */
function intervalText(clock: Clock): string {
  if ('every_ms' in clock) return showDuration(clock.every_ms)
  return 'calendar' in clock ? `${clock.every} in ${clock.calendar}` : 'events'
}
