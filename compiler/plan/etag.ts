// Etags of what a plan read: hashes of canonical content, the same whatever store holds it.
import { canonicalJson } from '../identity/canonical-json.ts'
import { sha256Hex } from '../identity/sha256.ts'

/** `sha256:` and the hash of the content's canonical JSON. */
export function digestOf(content: unknown): string {
  return `sha256:${sha256Hex(canonicalJson(content))}`
}

/** The etag of what does not exist. */
export const ABSENT = digestOf(null)
