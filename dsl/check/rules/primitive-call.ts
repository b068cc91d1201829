// The call of a builtin function: series operands first, then constants, options as attributes.
import { operation, signature } from '../../builtins/declare.ts'
import type { Parameter, Primitive } from '../../builtins/declare.ts'
import type { Arg, Call } from '../../syntax/ast.ts'
import { CONST } from '../../term/clock.ts'
import { constantTerm } from '../../term/constant.ts'
import { bindArguments } from '../bind-arguments.ts'
import type { Checker } from '../checker.ts'
import { convert } from '../convert.ts'
import { commonClock, make } from '../make.ts'
import type { Scope } from '../scope.ts'
import { extendMemory, isUnknown, joinMemory, unknownValue } from '../value.ts'
import type { Memory, Value } from '../value.ts'
import { wholeNumber } from './whole-number.ts'

/** The value of an argument that is an expression. */
export function argumentValue(check: Checker, arg: Arg, scope: Scope, callee = 'this call'): Value {
  if (arg.value.kind !== 'lambda') return check.expr(arg.value, scope)
  return check.refuse('QD0321', arg.span, { callee })
}

export function primitiveCall(check: Checker, expr: Call, primitive: Primitive, scope: Scope): Value {
  const text = signature(primitive)
  const params = primitive.params.map((param) => ({
    name: param.name,
    optional: param.kind !== 'series' && param.default !== undefined,
  }))
  const wanted = { callee: primitive.name, params, variadic: primitive.variadic === true, text }
  const bound = bindArguments(check, wanted, expr.args, expr.span)
  if (bound === null) return unknownValue(check.terms, expr.span)

  const operands: Value[] = []
  const constants: Value[] = []
  const options: Record<string, string> = {}
  for (const param of primitive.params) {
    const arg = bound.byName.get(param.name)
    const value =
      arg === undefined ? defaultValue(check, param, expr) : argumentValue(check, arg, scope, primitive.name)
    if (param.kind === 'series') operands.push(seriesOperand(check, param, value))
    else if (param.kind === 'constant') constants.push(constantOperand(check, param, value))
    else options[param.name] = option(check, param, value) ?? ''
  }
  const last = primitive.params.at(-1)
  for (const arg of bound.more) {
    if (last?.kind === 'series') operands.push(seriesOperand(check, last, argumentValue(check, arg, scope)))
  }
  if ([...operands, ...constants].some(isUnknown) || Object.values(options).includes('')) {
    return unknownValue(check.terms, expr.span)
  }
  return combine(check, expr, primitive, operands, constants, options)
}

function combine(
  check: Checker,
  expr: Call,
  primitive: Primitive,
  operands: readonly Value[],
  constants: readonly Value[],
  options: Readonly<Record<string, string>>,
): Value {
  const { span } = expr
  if (commonClock(check, operands) === null) return unknownValue(check.terms, span)
  const constant = operands.find((operand) => operand.clock.kind === 'const')
  if (
    primitive.memory.kind !== 'point' &&
    constant !== undefined &&
    operands.every((operand) => operand.clock.kind === 'const')
  ) {
    return check.refuse('QD0315', constant.span, { what: `\`${primitive.name}\`` })
  }
  const shape = {
    op: operation(primitive),
    type: primitive.returns,
    span,
    na: primitive.mayBeNa
      ? { because: `\`${check.excerpt(span)}\` has no value ${whenNa(primitive)}`, span }
      : null,
    ...(Object.keys(options).length > 0 ? { attrs: options } : {}),
  }
  if (primitive.variadic === true) return fold(check, shape, operands)
  const args = [...operands, ...constants]
  return make(check, { ...shape, args, memory: memoryOf(check, primitive, operands, constants) })
}

/** `min(a, b, c)` is `min(min(a, b), c)`. */
function fold(
  check: Checker,
  shape: Omit<Parameters<typeof make>[1], 'args'>,
  operands: readonly Value[],
): Value {
  return operands.reduce((sum, operand) =>
    isUnknown(sum) ? sum : make(check, { ...shape, args: [sum, operand] }),
  )
}

function whenNa(primitive: Primitive): string {
  return primitive.memory.kind === 'point' ? 'for every argument' : 'before enough ticks have come'
}

function memoryOf(
  check: Checker,
  primitive: Primitive,
  operands: readonly Value[],
  constants: readonly Value[],
): Memory {
  const before = operands.reduce<Memory>((sum, operand) => joinMemory(sum, operand.memory), 1)
  const rule = primitive.memory
  if (rule.kind === 'point') return before
  if (rule.kind === 'origin') return 'origin'
  if (rule.kind === 'delay' && rule.by === 1) return extendMemory(before, 1)
  const named = rule.kind === 'window' ? rule.length : rule.by
  const at = primitive.params
    .filter((param) => param.kind === 'constant')
    .findIndex((param) => param.name === named)
  const value = constants[at]
  const known = value === undefined ? null : check.constant(value)
  const ticks = known?.kind === 'int' ? known.value : 1
  return extendMemory(before, rule.kind === 'window' ? ticks - 1 : ticks)
}

function defaultValue(check: Checker, param: Parameter, expr: Call): Value {
  const value = param.kind === 'series' ? undefined : param.default
  if (param.kind === 'series' || value === undefined) return unknownValue(check.terms, expr.span)
  const constant =
    param.kind === 'option'
      ? ({ kind: 'string', value: String(value) } as const)
      : ({ kind: param.type, value: Number(value) } as const)
  const term = constantTerm(check.terms, constant)
  return { term, type: constant.kind, clock: CONST, na: null, memory: 1, span: expr.span, written: expr.span }
}

function seriesOperand(check: Checker, param: Parameter & { kind: 'series' }, value: Value): Value {
  return convert(check, value, param.type)
}

function constantOperand(check: Checker, param: Parameter & { kind: 'constant' }, value: Value): Value {
  if (param.type === 'int') {
    const { name, min = 0, max = Number.MAX_SAFE_INTEGER } = param
    const number = wholeNumber(check, value, `\`${name}\``, min, max)
    return number === null ? unknownValue(check.terms, value.span) : value
  }
  const fitted = convert(check, value, 'float')
  if (isUnknown(fitted) || check.constant(fitted) !== null || fitted.clock.kind === 'any') return fitted
  return check.refuse('QD0310', value.span, { what: `\`${param.name}\`` })
}

function option(check: Checker, param: Parameter & { kind: 'option' }, value: Value): string | null {
  if (isUnknown(value)) return null
  const constant = check.constant(value)
  const among = param.among.map((choice) => JSON.stringify(choice)).join(', ')
  if (constant?.kind === 'string' && param.among.includes(constant.value)) return constant.value
  if (constant === null && value.clock.kind === 'any' && value.type === 'string') return param.default
  const found = constant?.kind === 'string' ? JSON.stringify(constant.value) : check.excerpt(value.span)
  check.report('QD0309', value.span, { name: param.name, found, among })
  return null
}
