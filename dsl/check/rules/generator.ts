// Generators of test data: `const`, `ramp`, `table`. They make a series out of nothing, so they
// stand only where a test says what it is given, and in the tests of a library.
import type { Call, Expr } from '../../syntax/ast.ts'
import { suggest } from '../../diagnostics/suggest.ts'
import { periodic } from '../../term/clock.ts'
import type { Constant } from '../../term/constant.ts'
import { fieldType, isRecord, showType } from '../../term/type.ts'
import type { Type } from '../../term/type.ts'
import { bindArguments } from '../bind-arguments.ts'
import type { Checker } from '../checker.ts'
import type { Cell, Generated } from '../generated.ts'
import type { Scope } from '../scope.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { argumentValue } from './primitive-call.ts'

const TICKS = 1_000
const MOST_TICKS = 1_000_000
const MINUTE = 60_000

const PARAMS = {
  const: { names: ['v', 'ticks'], text: 'const(v: float, ticks: int = 1000)' },
  ramp: { names: ['from', 'step', 'ticks'], text: 'ramp(from: float, step: float, ticks: int = 1000)' },
  table: { names: ['rows'], text: 'table(rows)' },
} as const

type Generator = keyof typeof PARAMS

export const GENERATORS: ReadonlySet<string> = new Set(Object.keys(PARAMS))

function isGenerator(name: string): name is Generator {
  return Object.hasOwn(PARAMS, name)
}

/** A generator as a series of an expression: only in the tests of a library. */
export function generatorCall(check: Checker, expr: Call, scope: Scope): Value {
  const name = expr.callee.text
  if (scope.generators === null) return check.refuse('QD0803', expr.span, { name })
  const made = generated(check, expr, scope, 'float')
  if (made === null) return unknownValue(check.terms, expr.span)
  const clock = periodic(MINUTE, 0)
  const term = check.terms.make(
    'input',
    [],
    { stream: `test ${JSON.stringify(made)}`, missing: 'na' },
    'float',
    clock,
  )
  scope.generators.set(term, made)
  check.provenance.place(term, expr.span)
  const na = { because: 'test data may be na', span: expr.span }
  return { term, type: 'float', clock, na, memory: 1, span: expr.span, written: expr.span }
}

/** What a call of a generator makes for a stream of type `type`, or null after a report. */
export function generated(check: Checker, expr: Call, scope: Scope, type: Type): Generated | null {
  const name = expr.callee.text
  if (!isGenerator(name)) return null
  const { names, text } = PARAMS[name]
  const params = names.map((param) => ({ name: param, optional: param === 'ticks' }))
  const bound = bindArguments(check, { callee: name, params, variadic: false, text }, expr.args, expr.span)
  if (bound === null) return null
  const number = (param: string, byDefault: number | null): number | null => {
    const arg = bound.byName.get(param)
    if (arg === undefined) return byDefault
    const value = argumentValue(check, arg, scope)
    const constant = check.constant(value)
    if (constant?.kind === 'int' || constant?.kind === 'float') return constant.value
    if (!isUnknown(value)) check.report('QD0310', value.span, { what: `\`${param}\`` })
    return null
  }
  const data = bound.byName.get(names[0])
  if (data?.value.kind === 'lambda') argumentValue(check, data, scope)
  if (data === undefined || data.value.kind === 'lambda') return null
  if (name === 'table') return table(check, data.value, scope, type)
  const ticks = number('ticks', TICKS)
  if (ticks === null) return null
  if (!Number.isInteger(ticks) || ticks < 1 || ticks > MOST_TICKS) {
    check.report('QD0808', expr.span, {
      why: `a generator makes 1 to ${MOST_TICKS} ticks`,
    })
    return null
  }
  if (name === 'const') {
    const value = scalarCell(check, data.value, scope, type)
    return value === undefined ? null : { kind: 'const', value, ticks }
  }
  const [from, step] = [number('from', null), number('step', null)]
  if (from === null || step === null) return null
  const whole = Number.isInteger(from) && Number.isInteger(from * step)
  if (!whole && holdsInts(type)) {
    check.report('QD0808', expr.span, {
      why: 'this ramp leaves the whole numbers, and the stream is one of ints',
    })
    return null
  }
  return { kind: 'ramp', from, step, ticks }
}

/** Must a bare number be whole to stand for a tick of this type? */
function holdsInts(type: Type): boolean {
  return isRecord(type) ? Object.values(type.record).some(holdsInts) : type === 'int'
}

function table(check: Checker, expr: Expr, scope: Scope, type: Type): Generated | null {
  if (expr.kind !== 'list') {
    check.report('QD0808', expr.span, { why: 'a table is a list of numbers or of records' })
    return null
  }
  const rows = expr.items.map((item) => cell(check, item, scope, type))
  return rows.some((row) => row === undefined)
    ? null
    : { kind: 'table', rows: rows.flatMap((row) => (row === undefined ? [] : [row])) }
}

function cell(check: Checker, expr: Expr, scope: Scope, type: Type): Cell | undefined {
  if (expr.kind !== 'record') return scalarCell(check, expr, scope, type)
  if (!isRecord(type) && type !== 'unknown') {
    check.report('QD0808', expr.span, { why: `a record cannot be a tick of type ${showType(type)}` })
    return undefined
  }
  const entries = expr.fields.map(({ name, value }) => {
    const field = isRecord(type) ? fieldType(type, name.text) : 'unknown'
    if (!isRecord(type) || field !== null)
      return [name.text, scalarCell(check, value, scope, field ?? 'unknown')] as const
    const suggestion = suggest(name.text, Object.keys(type.record))
    check.report('QD0311', name.span, { name: name.text, found: showType(type), suggestion })
    return [name.text, undefined] as const
  })
  if (entries.some(([, value]) => value === undefined)) return undefined
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? null]))
}

function scalarCell(check: Checker, expr: Expr, scope: Scope, type: Type): number | null | undefined {
  const value = check.expr(expr, scope)
  if (isUnknown(value)) return undefined
  const constant: Constant | null = check.constant(value)
  if (constant?.kind === 'na') return null
  if (constant?.kind === 'bool') return constant.value ? 1 : 0
  if (constant?.kind === 'int' || constant?.kind === 'float') {
    if (Number.isInteger(constant.value) || !holdsInts(type)) return constant.value
    const why = `${constant.value} is no whole number, and the stream is one of ints`
    check.report('QD0808', expr.span, { why })
  } else
    check.report('QD0808', expr.span, { why: 'test data are numbers and na, known before anything runs' })
  return undefined
}
