// The types of expressions of generated programs.
import { expressionsOf, insideOf } from './program-model.ts'
import type { Expr, Program, Type } from './program-model.ts'

/** Types by id: of definitions, of functions by what they give, of functions' parameters. */
export type Types = ReadonlyMap<string, Type>

export function typesOf(program: Program): Types {
  const types = new Map<string, Type>()
  for (const item of program.items) {
    if (item.kind === 'sink') continue
    if (item.kind === 'recursion') for (const member of item.members) types.set(member.id, member.type)
    else types.set(item.id, item.type)
    if (item.kind === 'fn') for (const param of item.params) types.set(param.id, param.type)
  }
  for (const expr of program.items.flatMap(expressionsOf).flatMap(insideOf)) {
    if (expr.kind === 'scan') types.set(expr.id, expr.type)
    // A group stands for the type of its members.
    if (expr.kind === 'members') types.set(expr.elem, types.get(expr.group) ?? 'float')
  }
  return types
}

export function typeOf(types: Types, expr: Expr): Type {
  switch (expr.kind) {
    case 'number':
      return expr.type
    case 'na':
      return 'float'
    case 'bool':
    case 'compare':
    case 'isna':
      return 'bool'
    case 'ref':
      return types.get(expr.id) ?? 'float'
    case 'call':
      return types.get(expr.fn) ?? 'float'
    case 'field': {
      const of = typeOf(types, expr.of)
      return typeof of === 'string' ? 'float' : (of.fields[expr.name] ?? 'float')
    }
    case 'record':
      return {
        fields: Object.fromEntries(
          expr.fields.map(([name, value]) => {
            const type = typeOf(types, value)
            return [name, typeof type === 'string' ? type : 'float']
          }),
        ),
      }
    case 'unary':
      return expr.op === 'not' ? 'bool' : typeOf(types, expr.of)
    case 'delay':
      return typeOf(types, expr.of)
    case 'if':
    case 'coalesce': {
      const [a, b] = [typeOf(types, expr.a), typeOf(types, expr.b)]
      return a === 'int' ? b : a
    }
    case 'binary':
      if (expr.op === 'and' || expr.op === 'or') return 'bool'
      if (expr.op === '/') return 'float'
      return typeOf(types, expr.a) === 'int' && typeOf(types, expr.b) === 'int' ? 'int' : 'float'
    case 'resample':
      return expr.agg === 'mean' || expr.agg === 'count' ? 'float' : typeOf(types, expr.of)
    case 'hold':
      return typeOf(types, expr.of)
    case 'scan':
      return expr.type
    case 'prev':
      return types.get(expr.of) ?? 'float'
    case 'members': {
      if ('stream' in expr.take) return expr.bodyType
      return expr.take.agg === 'any' || expr.take.agg === 'all' ? 'bool' : 'float'
    }
    case 'builtin':
      return expr.name === 'crossover' || expr.name === 'crossunder' ? 'bool' : 'float'
  }
}
