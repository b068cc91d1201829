// Makes findings out of catalogue entries. The only way to make one.
import type { Span } from '../source/span.ts'
import { catalog } from './catalog.ts'
import type { ArgsOf, Code } from './catalog.ts'
import type { Definition } from './definition.ts'
import type { Finding, Fix, Label } from './finding.ts'

/**
 * A finding with the text that the catalogue gives to `code`.
 *
 * `args` are typed by the code. `extra.fix` is only for a replacement that is surely what was
 * meant; anything less belongs into the hint.
 */
export function report<C extends Code>(
  code: C,
  span: Span,
  args: ArgsOf[C],
  extra: { readonly labels?: readonly Label[]; readonly fix?: Fix } = {},
): Finding {
  const definition: Definition<ArgsOf[C]> = catalog[code]
  const hint = typeof definition.hint === 'function' ? definition.hint(args) : definition.hint
  return {
    code,
    severity: definition.severity,
    title: definition.title,
    message: definition.message(args),
    ...(hint === undefined ? {} : { hint }),
    span,
    labels: extra.labels ?? [],
    ...(extra.fix === undefined ? {} : { fix: extra.fix }),
  }
}
