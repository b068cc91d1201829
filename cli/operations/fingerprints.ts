// Names of findings that stay the same when lines move: made of the rule, the strategy, the definition
// that the finding is in, and the guilty text without its blanks.
import { sha256Hex } from '../../compiler/identity/sha256.ts'
import { canonicalJson } from '../../compiler/identity/canonical-json.ts'
import type { Finding } from '../../dsl/diagnostics/finding.ts'
import type { SourceText } from '../../dsl/source/source-text.ts'
import type { File, Item } from '../../dsl/syntax/ast.ts'

/** One for each finding, in their order; equal findings of one definition are counted. */
export function fingerprints(
  source: SourceText,
  file: File | null,
  findings: readonly Finding[],
): readonly string[] {
  const counts = new Map<string, number>()
  return findings.map(({ code, span }) => {
    const item = file?.items.find((each) => each.span.start <= span.start && span.start < each.span.end)
    const text = source.text.slice(span.start, span.end).replaceAll(/\s+/g, '')
    const key = canonicalJson([
      code,
      file?.name.text ?? source.path,
      item === undefined ? '' : nameOf(item),
      text,
    ])
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    return sha256Hex(`${key}${count}`)
  })
}

/** What a definition is called: `let vol`, `emit target weight`. */
function nameOf(item: Item): string {
  switch (item.kind) {
    case 'import':
      return `import ${item.from.value}`
    case 'let': {
      const names = item.target.kind === 'name' ? [item.target.name] : item.target.names
      return `let ${names.map(({ text }) => text).join(' ')}`
    }
    case 'emit':
      return `emit ${item.sink} ${item.name.text}`
    case 'test':
      return `test ${item.title.value}`
    case 'broken-item':
      return item.names.map(({ text }) => text).join(' ')
    case 'param':
    case 'input':
    case 'type':
    case 'fn':
      return `${item.kind} ${item.name.text}`
  }
}
