// `emit order name on input = {side: …, quantity: …, type: …}`: a command. Words of an order become
// the numbers that stand for them in a series.
import type { Emit, Expr } from '../../syntax/ast.ts'
import { CONST, isTicking } from '../../term/clock.ts'
import { constantTerm } from '../../term/constant.ts'
import type { Checker } from '../checker.ts'
import { convert } from '../convert.ts'
import { recordOf } from '../records.ts'
import { isUnknown } from '../value.ts'
import type { Scope } from '../scope.ts'
import type { Value } from '../value.ts'

const WORDS: Readonly<Record<string, ReadonlyMap<string, number>>> = {
  side: new Map([
    ['buy', 1],
    ['sell', -1],
  ]),
  type: new Map([
    ['market', 0],
    ['limit', 1],
    ['stop', 2],
  ]),
}
const NUMBERS: readonly string[] = ['quantity', 'limit', 'stop']
const NEEDED: readonly string[] = ['side', 'quantity', 'type']
const FIELDS: readonly string[] = [...NEEDED, 'limit', 'stop', 'valid_for']

/** The order as a record of numbers, or null after a report. */
export function orderValue(check: Checker, item: Emit, scope: Scope): Value | null {
  const written = fieldsOf(item)
  if (written === null) {
    check.report('QD0706', item.name.span, {
      kind: 'order',
      needs: 'a record written out here, `{side: "buy", quantity: 1.0, type: "market"}`',
      found: 'something else',
    })
    return null
  }
  let sound = true
  const refuse = (field: string, why: string, at: Expr | null): void => {
    sound = false
    check.report('QD0713', at?.span ?? item.name.span, { field, why })
  }
  const fields = new Map<string, Value>()
  for (const { name, value } of written) {
    if (!FIELDS.includes(name)) refuse(name, 'is no field of an order', value)
    else if (fields.has(name)) refuse(name, 'stands here twice', value)
    else {
      const made = fieldValue(check, item, name, value, scope)
      if (made === null) sound = false
      else fields.set(name, made)
    }
  }
  const types = wordsIn(written.find(({ name }) => name === 'type')?.value)
  for (const name of NEEDED)
    if (!written.some((field) => field.name === name)) refuse(name, 'is missing', null)
  for (const name of ['limit', 'stop'] as const) {
    const at = written.find((field) => field.name === name)?.value ?? null
    if (types.has(name) && at === null) refuse(name, `is missing: this can be a ${name} order`, null)
    if (!types.has(name) && types.size > 0 && at !== null)
      refuse(name, `belongs to a ${name} order, which this never is`, at)
  }
  if (!sound) return null
  const value = recordOf(check, fields, item.value.kind === 'expr' ? item.value.expr.span : item.value.span)
  if (isUnknown(value)) return null
  if (isTicking(value.clock)) return value
  check.report('QD0705', item.name.span, { name: item.name.text, example: undefined })
  return null
}

function fieldsOf(item: Emit): readonly { readonly name: string; readonly value: Expr }[] | null {
  if (item.value.kind === 'legs')
    return item.value.legs.map(({ key, value }) => ({ name: 'kind' in key ? key.value : key.text, value }))
  let { expr } = item.value
  while (expr.kind === 'paren') expr = expr.inner
  return expr.kind === 'record' ? expr.fields.map(({ name, value }) => ({ name: name.text, value })) : null
}

function fieldValue(check: Checker, item: Emit, name: string, expr: Expr, scope: Scope): Value | null {
  const words = WORDS[name]
  const raw = check.expr(words === undefined ? expr : numbered(expr, words), scope)
  if (isUnknown(raw)) return null
  const constant = check.constant(raw)
  if (words !== undefined && raw.type === 'string') {
    const code = constant?.kind === 'string' ? words.get(constant.value) : undefined
    if (code !== undefined) return numberValue(check, code, raw)
    check.report('QD0713', expr.span, {
      field: name,
      why: `is one of ${[...words.keys()].map((each) => `"${each}"`).join(', ')}`,
    })
    return null
  }
  if (name === 'valid_for') {
    if (constant?.kind === 'duration') return numberValue(check, constant.value, raw)
    check.report('QD0713', expr.span, { field: name, why: 'is a duration known before anything runs' })
    return null
  }
  if (words === undefined && !NUMBERS.includes(name)) return null
  const value = convert(check, raw, 'float')
  if (isUnknown(value) || value.na === null) return isUnknown(value) ? null : value
  const { because, span } = value.na
  check.report(
    'QD0701',
    expr.span,
    { name: `${item.name.text}.${name}`, because },
    { labels: [{ span, text: 'may be na' }] },
  )
  return null
}

function numberValue(check: Checker, value: number, like: Value): Value {
  const term = constantTerm(check.terms, { kind: 'float', value })
  return { ...like, term, type: 'float', clock: CONST, na: null }
}

/** The expression with its words as numbers, through the branches of `if`. */
function numbered(expr: Expr, words: ReadonlyMap<string, number>): Expr {
  if (expr.kind === 'paren') return { ...expr, inner: numbered(expr.inner, words) }
  if (expr.kind === 'if') {
    const branches = expr.branches.map((branch) => ({ ...branch, value: numbered(branch.value, words) }))
    return { ...expr, branches, otherwise: numbered(expr.otherwise, words) }
  }
  const code = expr.kind === 'string' ? words.get(expr.value) : undefined
  return code === undefined ? expr : { kind: 'float', value: code, text: String(code), span: expr.span }
}

/** The words that an expression can come to. */
function wordsIn(expr: Expr | undefined): ReadonlySet<string> {
  if (expr === undefined) return new Set()
  if (expr.kind === 'paren') return wordsIn(expr.inner)
  if (expr.kind === 'if')
    return new Set([...expr.branches.flatMap(({ value }) => [...wordsIn(value)]), ...wordsIn(expr.otherwise)])
  return new Set(expr.kind === 'string' ? [expr.value] : [])
}
