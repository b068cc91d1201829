// All builtin functions that are not written in the language, by name.
import type { Primitive } from './declare.ts'
import { operation } from './declare.ts'
import { pointwise } from './pointwise.ts'
import { recursions } from './recursions.ts'
import { sugar } from './sugar.ts'
import { windows } from './windows.ts'

export const PRIMITIVES: ReadonlyMap<string, Primitive> = new Map(
  [...pointwise, ...windows, ...recursions, ...sugar].map((primitive) => [primitive.name, primitive]),
)

/** Primitives by the operation that they become in terms and kernels. */
export const OPERATIONS: ReadonlyMap<string, Primitive> = new Map(
  [...PRIMITIVES.values()].map((primitive) => [operation(primitive), primitive]),
)
