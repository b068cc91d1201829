// Unused: params, inputs, lets, functions and function parameters that nothing mentions.
import { report } from '../diagnostics/report.ts'
import { namesUsed } from '../check/names-used.ts'
import type { Fix } from '../diagnostics/finding.ts'
import type { Span } from '../source/span.ts'
import type { File, Item, Name, TypeNode } from '../syntax/ast.ts'
import type { LintRule } from './rule.ts'
import { expressionsOf } from './walk.ts'

interface Defined {
  readonly what: string
  readonly name: Name
  readonly fix?: Fix
}

function names(item: Item): readonly Defined[] {
  switch (item.kind) {
    case 'param':
    case 'input':
      return [{ what: item.kind, name: item.name }]
    case 'let':
      return item.target.kind === 'name'
        ? [{ what: 'let', name: item.target.name }]
        : item.target.names.map((name) => ({ what: 'let', name }))
    case 'fn':
      return item.exported ? [] : [{ what: 'function', name: item.name }]
    case 'type':
      return item.exported ? [] : [{ what: 'type', name: item.name, fix: removal(item.name, item.span) }]
    case 'import':
      return item.names.map(({ name, as }, at) => {
        const own = { ...name.span, end: (as ?? name).span.end }
        const [before, after] = [item.names[at - 1], item.names[at + 1]]
        const start = after === undefined ? ((before?.as ?? before?.name)?.span.end ?? own.start) : own.start
        const end = after?.name.span.start ?? own.end
        const span = item.names.length === 1 ? item.span : { ...own, start, end }
        return { what: 'import', name: as ?? name, fix: removal(as ?? name, span) }
      })
    default:
      return []
  }
}

/** Nothing but the file's own names can miss a type or an import, so taking one away is safe. */
function removal(name: Name, span: Span): Fix {
  return { title: `remove ${name.text}`, edits: [{ span, newText: '' }] }
}

/** The names of types that a file mentions. */
function typesUsed(file: File): ReadonlySet<string> {
  const open: TypeNode[] = file.items.flatMap((item) => {
    if (item.kind === 'param' || item.kind === 'input' || item.kind === 'type') return [item.type]
    if (item.kind === 'let') return item.type === null ? [] : [item.type]
    if (item.kind !== 'fn') return []
    return [...item.params.map((param) => param.type), ...(item.returns === null ? [] : [item.returns])]
  })
  const used = new Set<string>()
  for (let type = open.pop(); type !== undefined; type = open.pop()) {
    if (type.kind === 'record') open.push(...type.fields.map((field) => field.type))
    else used.add(type.name.text)
    if (type.kind === 'named' && type.argument !== null) open.push(type.argument)
  }
  return used
}

function isUsed(
  defined: Defined,
  everywhere: ReadonlySet<string>,
  values: ReadonlySet<string>,
  fns: ReadonlySet<string>,
): boolean {
  const { what, name } = defined
  if (what === 'type' || what === 'import') return everywhere.has(name.text)
  return (what === 'function' ? fns : values).has(name.text)
}

export const unused: LintRule = {
  code: 'QD1101',
  check({ file }) {
    const { items } = file
    const productive = items.filter((item) => item.kind !== 'test' || file.form === 'lib')
    const used = namesUsed(productive.flatMap(expressionsOf))
    const anywhere = namesUsed(items.flatMap(expressionsOf))
    const mentioned = new Set([...anywhere.values, ...anywhere.fns, ...typesUsed(file)])
    const traded = new Set(
      items.flatMap((item) => {
        if (item.kind !== 'emit') return []
        const legs = item.value.kind === 'legs' && item.sink === 'target' ? item.value.legs : []
        const keys = legs.flatMap(({ key }) => ('text' in key ? [key.text] : []))
        return [...keys, ...(item.on === null ? [] : [item.on.text])]
      }),
    )
    const definitions = items
      .flatMap(names)
      .filter((each) => !isUsed(each, mentioned, used.values, used.fns) && !traded.has(each.name.text))
    const parameters = items.flatMap((item): readonly Defined[] => {
      if (item.kind !== 'fn') return []
      const inBody = namesUsed(expressionsOf(item)).values
      return item.params
        .filter((param) => !inBody.has(param.name.text))
        .map((param) => ({ what: 'parameter', name: param.name }))
    })
    return [...definitions, ...parameters].map(({ what, name, fix }) =>
      report('QD1101', name.span, { what, name: name.text }, fix === undefined ? {} : { fix }),
    )
  },
}
