// The steps of a program while it is put together: equal steps are one, operands of smaller domains
// are gathered, and what depends on constants alone is computed at once.
import { InternalError } from '../internal-error.ts'
import type { Kind, Operation, Parameters, Pointwise } from '../kernels/operation.ts'
import { encodeFloat } from '../identity/encode-float.ts'

/** The supplied nodes that something depends on, ascending. Empty for constants. */
export type Ticking = readonly number[]

/** A value while the program is put together: where it ticks is part of it. */
export type Draft =
  | { readonly kind: 'constant'; readonly value: number; readonly of: Kind }
  | { readonly kind: 'step'; readonly step: number }

export type DraftForm =
  | { readonly form: 'source'; readonly supplied: number; readonly field: string }
  | { readonly form: 'gather'; readonly from: number }
  | {
      readonly form: 'computed'
      readonly operation: Operation
      readonly operands: readonly Draft[]
      readonly parameters: Parameters
    }

export interface DraftStep {
  readonly form: DraftForm
  readonly ticking: Ticking
  readonly kind: Kind
  /** The node whose kernel named the step first. */
  readonly node: string
}

export interface StepTable {
  readonly steps: readonly DraftStep[]
  source(node: string, supplied: number, field: string, kind: Kind): Draft
  compute(node: string, operation: Operation, operands: readonly Draft[], parameters: Parameters): Draft
  /** The value at the ticks that all of `ticking` have in common, which must include its own. */
  readonly at: (node: string, value: Draft, ticking: Ticking) => Draft
  readonly tickingOf: (value: Draft) => Ticking
}

/** All supplied nodes of several sets, ascending. */
export function union(sets: readonly Ticking[]): Ticking {
  return [...new Set(sets.flat())].toSorted((a, b) => a - b)
}

export function createStepTable(): StepTable {
  const steps: DraftStep[] = []
  const known = new Map<string, Draft>()

  const add = (key: string, step: DraftStep): Draft => {
    const existing = known.get(key)
    if (existing) return existing
    const draft: Draft = { kind: 'step', step: steps.length }
    steps.push(step)
    known.set(key, draft)
    return draft
  }
  const stepOf = (draft: Draft): DraftStep | null =>
    draft.kind === 'step' ? (steps[draft.step] ?? null) : null
  const tickingOf = (draft: Draft): Ticking => stepOf(draft)?.ticking ?? []
  const kindOf = (draft: Draft): Kind =>
    draft.kind === 'constant' ? draft.of : (stepOf(draft)?.kind ?? 'number')
  const keyOf = (draft: Draft): string =>
    draft.kind === 'constant' ? `=${encodeFloat(draft.value)}` : `${draft.step}`

  const at = (node: string, value: Draft, ticking: Ticking): Draft => {
    if (value.kind === 'constant' || tickingOf(value).length === ticking.length) return value
    const form = { form: 'gather', from: value.step } as const
    return add(`gather ${value.step} ${ticking.join()}`, { form, ticking, kind: kindOf(value), node })
  }

  return {
    steps,
    tickingOf,
    at,
    source: (node, supplied, field, kind) =>
      add(`source ${supplied} ${field}`, {
        form: { form: 'source', supplied, field },
        ticking: [supplied],
        kind,
        node,
      }),
    compute(node, operation, operands, parameters) {
      const kind = resultKind(operation, operands.map(kindOf))
      const ticking = union(operands.map(tickingOf))
      if (ticking.length === 0) return { kind: 'constant', value: fold(operation, operands), of: kind }
      const joined = operands.map((operand) => at(node, operand, ticking))
      return add(
        [operation.name, ...joined.map(keyOf), ...parameters.map((value) => `#${value}`)].join(' '),
        {
          form: { form: 'computed', operation, operands: joined, parameters },
          ticking,
          kind,
          node,
        },
      )
    },
  }
}

function resultKind(operation: Operation, operands: readonly Kind[]): Kind {
  if (operation.family === 'delay') return operands[0] ?? 'number'
  if (operation.family !== 'pointwise') return 'number'
  return operation.result === 'last' ? (operands.at(-1) ?? 'number') : operation.result
}

function fold(operation: Operation, operands: readonly Draft[]): number {
  if (operation.family !== 'pointwise')
    throw new InternalError(`${operation.name} of a constant has no ticks`)
  return applyToConstants(operation, operands)
}

function applyToConstants(operation: Pointwise, operands: readonly Draft[]): number {
  const [a, b, c] = operands.map((operand) => (operand.kind === 'constant' ? operand.value : Number.NaN))
  return operation.step(a ?? Number.NaN, b ?? Number.NaN, c ?? Number.NaN)
}
