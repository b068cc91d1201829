// Etags: what a plan remembers of each thing it read, to see at apply whether it moved. They are
// made of content alone, so that every driver gives the same one.
import { canonicalJson } from '../../compiler/identity/canonical-json.ts'
import { sha256Hex } from '../../compiler/identity/sha256.ts'

/** `sha256:` and the hash of the content's canonical JSON. */
export function etagOf(content: unknown): string {
  return `sha256:${sha256Hex(canonicalJson(content))}`
}

/** The etag of what does not exist. */
export const ABSENT = etagOf(null)
