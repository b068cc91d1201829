// Unused: params, inputs, lets, functions and function parameters that nothing mentions.
import { report } from '../diagnostics/report.ts'
import type { Finding } from '../diagnostics/finding.ts'
import { namesUsed } from '../check/names-used.ts'
import type { Expr, File, Item, Name, Param } from '../syntax/ast.ts'

/** The expressions of an item in which names may be used. */
function expressions(item: Item): readonly Expr[] {
  switch (item.kind) {
    case 'param':
      return [item.value, ...limits(item), ...(item.where === null ? [] : [item.where])]
    case 'let':
      return [item.value]
    case 'fn':
      return [item.body, ...item.params.flatMap((param) => param.value ?? [])]
    case 'emit':
      return [
        ...(item.value.kind === 'expr' ? [item.value.expr] : item.value.legs.map((leg) => leg.value)),
        ...(item.when === null ? [] : [item.when]),
      ]
    case 'test':
      return item.items.flatMap((part) =>
        part.kind === 'expect'
          ? [part.condition, ...(part.within === null ? [] : [part.within])]
          : [part.value],
      )
    default:
      return []
  }
}

function limits({ within }: Param): readonly Expr[] {
  if (within === null) return []
  return within.kind === 'range' ? [within.low, within.high] : [within.among]
}

function names(item: Item): readonly { readonly what: string; readonly name: Name }[] {
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
    default:
      return []
  }
}

export function unused(file: File): readonly Finding[] {
  const productive = file.items.filter((item) => item.kind !== 'test' || file.form === 'lib')
  const used = namesUsed(productive.flatMap(expressions))
  const traded = new Set(
    file.items.flatMap((item) => (item.kind === 'emit' && item.on !== null ? [item.on.text] : [])),
  )
  const definitions = file.items.flatMap((item) =>
    names(item).filter(
      ({ what, name }) =>
        !(what === 'function' ? used.fns : used.values).has(name.text) && !traded.has(name.text),
    ),
  )
  const parameters = file.items.flatMap((item) => {
    if (item.kind !== 'fn') return []
    const inBody = namesUsed([item.body, ...item.params.flatMap((param) => param.value ?? [])]).values
    return item.params
      .filter((param) => !inBody.has(param.name.text))
      .map((param) => ({ what: 'parameter', name: param.name }))
  })
  return [...definitions, ...parameters].map(({ what, name }) =>
    report('QD1101', name.span, { what, name: name.text }),
  )
}
