// Which ticks provably equal those of an evaluation from the origin. Within a run readiness never
// ends once it has begun, so one number a step says it all: its first ready tick.
import { assertNever } from '../internal-error.ts'
import type { Program, Ref, Step } from './program.ts'

/** The positions of a domain's ticks among those of a smaller one, in one block. */
export type Positions = (from: number) => Int32Array

export interface Readiness {
  /** First ready tick of each step, counted from the run's first tick of its domain; Infinity: none yet. */
  readonly since: Float64Array
  /** Takes note of a block; `seen` counts each domain's ticks before it. Domains are asked in order. */
  observe(domain: number, ticks: number, seen: readonly number[], positions: Positions): void
}

/** From the origin everything is ready; from anywhere else a recursion never is. */
export function createReadiness(program: Program, since: Float64Array): Readiness {
  const open = program.domains.map((domain) => domain.steps.some((step) => isOpen(program, since, step)))
  return {
    since,
    observe(domain, ticks, seen, positions) {
      if (!open[domain]) return
      const steps = program.domains[domain]?.steps ?? []
      for (const step of steps) {
        if (since[step] !== Infinity) continue
        const form = program.steps[step]
        if (form?.form === 'gather') {
          const from = program.steps[form.from]?.domain ?? 0
          const first = (since[form.from] ?? Infinity) - (seen[from] ?? 0)
          const found = positions(from)
            .subarray(0, ticks)
            .findIndex((position) => position >= first)
          if (found >= 0) since[step] = (seen[domain] ?? 0) + found
        } else if (form) since[step] = derive(form, since)
      }
      open[domain] = steps.some((step) => isOpen(program, since, step))
    },
  }
}

/** What is ready when a run begins without the ticks before it, except for gathered values. */
export function readyFromMiddle(program: Program): Float64Array {
  const since = new Float64Array(program.steps.length).fill(Infinity)
  program.steps.forEach((step, index) => {
    if (step.form === 'source') since[index] = 0
    else if (step.form === 'computed') since[index] = derive(step, since)
  })
  return since
}

/** Whether a step's first ready tick may still be found: gathered values decide it as ticks come. */
function isOpen(program: Program, since: Float64Array, step: number): boolean {
  return since[step] === Infinity && program.steps[step]?.form === 'gather'
}

function derive(step: Step, since: Float64Array): number {
  if (step.form !== 'computed') return Infinity
  const operands = Math.max(0, ...step.operands.map((ref) => readySince(ref, since)))
  switch (step.operation.family) {
    case 'pointwise':
      return operands
    case 'delay':
    case 'window':
      return operands + step.operation.past(step.parameters)
    case 'recursion':
      return Infinity
    default:
      return assertNever(step.operation)
  }
}

/** First ready tick of an operand; constants are ready. */
export function readySince(ref: Ref, since: Float64Array): number {
  return ref.kind === 'constant' ? 0 : (since[ref.step] ?? Infinity)
}
