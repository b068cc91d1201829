// How a builtin function is declared. One declaration holds what the checker, the documentation and
// the example tests need; the numeric step lives with the kernels under the same operation name.
import type { Type } from '../term/type.ts'

/** A parameter of a builtin. */
export type Parameter = { readonly name: string } & (
  | { readonly kind: 'series'; readonly type: 'float' | 'bool' }
  | {
      readonly kind: 'constant'
      readonly type: 'int' | 'float'
      readonly min?: number
      readonly max?: number
      readonly default?: number
    }
  | { readonly kind: 'option'; readonly among: readonly string[]; readonly default: string }
)

/** How much of the past a result depends on. */
export type MemoryRule =
  /** The current tick. */
  | { readonly kind: 'point' }
  /** The last n ticks, n being the named constant. */
  | { readonly kind: 'window'; readonly length: string }
  /** The current tick and the n-th before it. */
  | { readonly kind: 'delay'; readonly by: string | 1 }
  /** Everything since the origin. */
  | { readonly kind: 'origin' }

export interface Example {
  readonly source: string
  readonly given: Readonly<Record<string, readonly (number | null)[]>>
  readonly expect: readonly (number | boolean | null)[]
}

export interface Primitive {
  readonly name: string
  readonly params: readonly Parameter[]
  /** The last series parameter may be repeated. */
  readonly variadic?: boolean
  readonly returns: Type
  readonly memory: MemoryRule
  /** Can the result be na where all operands have values (after warm-up)? */
  readonly mayBeNa: boolean
  /** Is each use a node of its own? */
  readonly cut: boolean
  /** Part of the hash: a change of bits needs a new number. Null: rewritten before anything is hashed. */
  readonly revision: number | null
  /** How na operands are treated, for the documentation. */
  readonly na: string
  readonly summary: string
  readonly examples: readonly Example[]
}

export function series(name: string, type: 'float' | 'bool' = 'float'): Parameter {
  return { name, kind: 'series', type }
}

/** The length of a window: an int constant from 1 to 1,000,000. */
export function length(name = 'n', byDefault?: number): Parameter {
  return {
    name,
    kind: 'constant',
    type: 'int',
    min: 1,
    max: 1_000_000,
    ...(byDefault === undefined ? {} : { default: byDefault }),
  }
}

/** The operation that a use of the primitive becomes, for example `sma@1`. */
export function operation(primitive: Primitive): string {
  return primitive.revision === null ? primitive.name : `${primitive.name}@${primitive.revision}`
}

/** `ema(x: float, n: int, seed: string = "sma")`. */
export function signature(primitive: Primitive): string {
  const params = primitive.params.map((param) => {
    if (param.kind === 'series') return `${param.name}: ${param.type}`
    if (param.kind === 'option') return `${param.name}: string = ${JSON.stringify(param.default)}`
    return `${param.name}: ${param.type}${param.default === undefined ? '' : ` = ${param.default}`}`
  })
  return `${primitive.name}(${params.join(', ')}${primitive.variadic === true ? ', …' : ''})`
}
