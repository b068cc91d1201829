// What a compilation gave: the document as canonical JSON, or the terms of a pass, one a line.
import { canonicalJson } from '../../compiler/identity/canonical-json.ts'
import type { Emitted } from '../operations/compile.ts'

export function compileView(emitted: Emitted): string {
  return emitted.kind === 'document'
    ? `${canonicalJson(emitted.document)}\n`
    : `${emitted.lines.join('\n')}\n`
}
