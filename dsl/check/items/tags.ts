// Lists of tags: of a sink, of a query.
import type { Expr } from '../../syntax/ast.ts'
import type { Checker } from '../checker.ts'
import { nameRule, STREAM_NAME } from './stream-name.ts'

/** The tags sorted, each once, or null after reporting each that is none. */
export function tagList(check: Checker, items: readonly Expr[]): readonly string[] | null {
  const tags: string[] = []
  for (const tag of items) {
    if (tag.kind === 'string' && STREAM_NAME.test(tag.value)) tags.push(tag.value)
    else if (tag.kind === 'string') check.report('QD0312', tag.span, { text: nameRule('a tag') })
    else check.report('QD0319', tag.span, { what: 'this', place: 'here: tags are strings' })
  }
  return tags.length === items.length ? [...new Set(tags)].toSorted() : null
}
