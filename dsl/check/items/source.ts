// Where an input comes from: `stream("name")`, or `tags(all: […], any: […], none: […])`.
import type { Arg, Input } from '../../syntax/ast.ts'
import type { Attributes } from '../../term/term.ts'
import type { Checker } from '../checker.ts'
import { nameRule, STREAM_NAME } from './stream-name.ts'
import { tagList } from './tags.ts'

/** The name of the stream, or null after a report. */
export function streamName(check: Checker, item: Input): string | null {
  const [first, second] = item.args
  if (first?.value.kind !== 'string' || second !== undefined || first.name !== null) {
    check.report('QD0319', first?.span ?? item.span, {
      what: 'this',
      place: 'here: a stream is named by one string',
    })
    return null
  }
  const { value, span } = first.value
  if (STREAM_NAME.test(value)) return value
  check.report('QD0312', span, { text: nameRule('a stream') })
  return null
}

const KEYS = ['all', 'any', 'none'] as const

/** The query as sorted tags, each once, or null after a report. */
export function tagQuery(check: Checker, item: Input): Attributes | null {
  const query = new Map<string, readonly string[]>()
  let sound = true
  for (const arg of item.args) {
    const key = arg.name?.text
    const tags = tagsOf(check, arg)
    if (key === undefined || !(KEYS as readonly string[]).includes(key)) {
      check.report('QD0605', arg.span, {})
      sound = false
    } else if (query.has(key)) {
      check.report('QD0308', arg.span, { callee: 'tags', name: key })
      sound = false
    } else if (tags === null) sound = false
    else query.set(key, tags)
  }
  if (!sound) return null
  const wanted = [...(query.get('all') ?? []), ...(query.get('any') ?? [])]
  if (wanted.length === 0) {
    check.report('QD0606', item.span, {})
    return null
  }
  return Object.fromEntries(KEYS.map((key) => [key, query.get(key) ?? []]))
}

function tagsOf(check: Checker, { value, span }: Arg): readonly string[] | null {
  if (value.kind !== 'list') {
    check.report('QD0319', span, { what: 'this', place: 'here: tags are a list of strings' })
    return null
  }
  return tagList(check, value.items)
}
