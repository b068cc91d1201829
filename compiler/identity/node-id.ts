// The NodeID: the hash of what a node computes. The formula and its four fields are fixed; every
// other program can recompute an id from the preimage with this file's few lines.
import type { Config, Kernel, NodeType, Schema } from '../dag/document.ts'
import { canonicalJson } from './canonical-json.ts'
import { sha256Hex } from './sha256.ts'

/** What is hashed. */
export interface Preimage {
  readonly node_type: NodeType
  readonly kernel: Kernel
  readonly config: Config
  readonly schema: Schema
}

export interface NodeHashes {
  readonly node_id: string
  readonly code_hash: string
  readonly config_hash: string
  readonly schema_hash: string
}

/** The canonical texts whose SHA-256 are the part hashes. */
export function preimageTexts(preimage: Preimage): { kernel: string; config: string; schema: string } {
  return {
    kernel: canonicalJson(preimage.kernel),
    config: canonicalJson(preimage.config),
    schema: canonicalJson(preimage.schema),
  }
}

/** The part hashes and `sha256(node_type:code_hash:config_hash:schema_hash)`. */
export function hashNode(preimage: Preimage): NodeHashes {
  const texts = preimageTexts(preimage)
  const code_hash = sha256Hex(texts.kernel)
  const config_hash = sha256Hex(texts.config)
  const schema_hash = sha256Hex(texts.schema)
  const node_id = sha256Hex(`${preimage.node_type}:${code_hash}:${config_hash}:${schema_hash}`)
  return { node_id, code_hash, config_hash, schema_hash }
}
