// Terms as text for people: in the language's own notation, with the user's names for what has one.
import { OPERATIONS } from '../builtins/registry.ts'
import { showDuration } from './clock.ts'
import { literalOf } from './constant.ts'
import type { Provenance } from './provenance.ts'
import type { Term } from './term.ts'

const INFIX: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  iadd: '+',
  isub: '-',
  imul: '*',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  eq: '==',
  ne: '!=',
  and: 'and',
  or: 'or',
  coalesce: '??',
}

const DEEPEST = 6

/** The term's own operation with its operands by name where they have one; deep parts are `…`. */
export function printTerm(term: Term, provenance: Provenance): string {
  return print(term, provenance, 0)
}

function print(term: Term, provenance: Provenance, depth: number): string {
  const literal = printLiteral(term)
  if (literal !== null) return literal
  const [name] = provenance.namesOf(term)
  if (name !== undefined && depth > 0) return name
  if (depth > DEEPEST) return '…'
  const args = term.args.map((arg) => print(arg, provenance, depth + 1))
  const [a = '', b = '', c = ''] = args
  const infix = INFIX[term.op]
  if (infix !== undefined) return depth === 0 ? `${a} ${infix} ${b}` : `(${a} ${infix} ${b})`
  switch (term.op) {
    case 'input':
      return name ?? String(term.attrs?.['stream'])
    case 'field':
      return `${a}.${String(term.attrs?.['name'])}`
    case 'record':
      return printRecord(term, args)
    case 'delay':
      return `${a}[${b}]`
    case 'neg':
    case 'ineg':
      return `-${a}`
    case 'not':
      return `not ${a}`
    case 'isna':
      return `${a} is na`
    case 'if':
      return depth === 0 ? `if ${a} then ${b} else ${c}` : `(if ${a} then ${b} else ${c})`
    case 'mark':
      return a
    default:
      return printCall(term, args)
  }
}

function printLiteral(term: Term): string | null {
  const literal = literalOf(term)
  if (literal === null) return null
  if (literal.kind === 'na') return 'na'
  if (literal.kind === 'duration') return showDuration(literal.value)
  return JSON.stringify(literal.value)
}

function printRecord(term: Term, args: readonly string[]): string {
  const names = term.attrs?.['names']
  const fields = args.map((arg, i) => `${Array.isArray(names) ? String(names[i]) : i}: ${arg}`)
  return `{${fields.join(', ')}}`
}

/** A call without the arguments that have their default. */
function printCall(term: Term, args: readonly string[]): string {
  const params = OPERATIONS.get(term.op)?.params ?? []
  const shown = [...args]
  const constants = params.filter((param) => param.kind !== 'option')
  for (let at = constants.length - 1; at > 0; at--) {
    const param = constants[at]
    const value = term.args[at]?.attrs?.['value']
    if (param?.kind !== 'constant' || param.default === undefined || param.default !== value) break
    shown.pop()
  }
  const options = Object.entries(term.attrs ?? {})
    .filter(
      ([name, value]) =>
        !params.some((param) => param.kind === 'option' && param.name === name && param.default === value),
    )
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return `${term.op.split('@')[0] ?? ''}(${[...shown, ...options].join(', ')})`
}
