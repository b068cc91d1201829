// Every operation that a row can name, beside the structural ones (input, field, record, constants).
// A new operation is declared in its family's file and listed here.
import { arithmetic } from './arithmetic.ts'
import { delay } from './delay.ts'
import { extremes } from './extremes.ts'
import { logic } from './logic.ts'
import { mathematics } from './mathematics.ts'
import { moments } from './moments.ts'
import type { Declaration, Operation, Options } from './operation.ts'
import { smoothings } from './smoothing.ts'
import { sums } from './sums.ts'

/** An operation without options. */
const plain =
  (operation: Operation): Declaration =>
  (options) =>
    Object.keys(options).length === 0 ? operation : null

const withoutOptions: readonly Operation[] = [
  ...arithmetic,
  ...logic,
  ...mathematics,
  delay,
  ...sums,
  ...moments,
  ...extremes,
]

const declarations: ReadonlyMap<string, Declaration> = new Map([
  ...withoutOptions.map((operation) => [operation.name, plain(operation)] as const),
  ...smoothings,
])

/** Names of all operations, in the order of the registry. */
export const operationNames: readonly string[] = [...declarations.keys()]

/** The operation of a row, or null for a name or options that this version does not know. */
export function findOperation(name: string, options: Options): Operation | null {
  return declarations.get(name)?.(options) ?? null
}

/** How many stream or constant operands a row of the operation has before its parameters. */
export function countOperands(operation: Operation): number {
  return operation.family === 'pointwise' ? operation.operands : 1
}

/** How many whole-number parameters follow the operands. */
export function countParameters(operation: Operation): number {
  return operation.family === 'pointwise' ? 0 : operation.parameters
}
