// What a store compares when it is given a NodeID that it has.
import { canonicalJson } from '../../compiler/identity/canonical-json.ts'
import { sha256Hex } from '../../compiler/identity/sha256.ts'
import type { GraphNode } from './graph-store.ts'

/** Hash of everything that the NodeID stands for: the type and the three texts, not their hashes. */
export function preimageHash(node: Pick<GraphNode, 'nodeType' | 'preimage'>): string {
  const { kernel, config, schema } = node.preimage
  return sha256Hex(canonicalJson([node.nodeType, kernel, config, schema]))
}
