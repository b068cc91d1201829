// Which argument of a call goes to which parameter: unnamed ones first, in order, then named ones.
import type { Arg } from '../syntax/ast.ts'
import type { Span } from '../source/span.ts'
import type { Checker } from './checker.ts'

export interface Signature {
  readonly callee: string
  readonly params: readonly { readonly name: string; readonly optional: boolean }[]
  /** More unnamed arguments than parameters are allowed; they come back as `more`. */
  readonly variadic: boolean
  /** As the documentation shows it. */
  readonly text: string
}

export interface Bound {
  readonly byName: ReadonlyMap<string, Arg>
  readonly more: readonly Arg[]
}

/** The arguments by parameter, or null after reporting each that does not fit. */
export function bindArguments(
  check: Checker,
  signature: Signature,
  args: readonly Arg[],
  span: Span,
): Bound | null {
  const byName = new Map<string, Arg>()
  const more: Arg[] = []
  let sound = true
  let named = false
  for (const arg of args) {
    const name = arg.name?.text ?? signature.params[byName.size]?.name
    if (arg.name !== null) named = true
    if (
      arg.name === null &&
      arg.value.kind === 'broken' &&
      (named || (name === undefined && !signature.variadic))
    ) {
      // What could not be read has been reported: whether it is an argument at all is not known.
      sound = false
    } else if (arg.name === null && named) {
      check.report('QD0313', arg.span, { callee: signature.callee })
      sound = false
    } else if (name === undefined && signature.variadic) {
      more.push(arg)
    } else if (name === undefined || !signature.params.some((param) => param.name === name)) {
      const argument =
        arg.name === null ? `${ordinal(byName.size + 1)} argument` : `argument \`${arg.name.text}\``
      check.report('QD0307', arg.span, { callee: signature.callee, argument, signature: signature.text })
      sound = false
    } else if (byName.has(name)) {
      check.report('QD0308', arg.span, { callee: signature.callee, name })
      sound = false
    } else {
      byName.set(name, arg)
    }
  }
  for (const { name, optional } of signature.params) {
    if (optional || byName.has(name) || !sound) continue
    check.report('QD0306', span, { callee: signature.callee, name, signature: signature.text })
    sound = false
  }
  return sound ? { byName, more } : null
}

function ordinal(n: number): string {
  return ['', 'first', 'second', 'third', 'fourth', 'fifth'][n] ?? `${n}th`
}
