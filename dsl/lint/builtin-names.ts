// Names of builtin functions given to something else.
import { PRIMITIVES } from '../builtins/registry.ts'
import { LIBRARY_FUNCTIONS } from '../check/standard-library.ts'
import { report } from '../diagnostics/report.ts'
import type { Item, Name } from '../syntax/ast.ts'
import type { LintRule } from './rule.ts'

interface Named {
  readonly what: string
  readonly name: Name
}

function namesOf(item: Item): readonly Named[] {
  switch (item.kind) {
    case 'param':
    case 'input':
      return [{ what: item.kind, name: item.name }]
    case 'fn':
      return [
        { what: 'function', name: item.name },
        ...item.params.map(({ name }) => ({ what: 'parameter', name })),
      ]
    default:
      return []
  }
}

/** A let called like the function that makes it (`let rsi = rsi(x, 14)`) is a custom, not a slip. */
export const builtinNames: LintRule = {
  code: 'QD1406',
  check: ({ file }) =>
    file.items
      .flatMap(namesOf)
      .filter(({ name }) => PRIMITIVES.has(name.text) || [...LIBRARY_FUNCTIONS].includes(name.text))
      .map(({ what, name }) => report('QD1406', name.span, { what, name: name.text })),
}
