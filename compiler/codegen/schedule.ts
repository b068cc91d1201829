// In which order the steps of a domain are computed: loops that fuse pointwise and recursive steps,
// and between them windows, each of which runs over the whole block by itself.
import type { Operation, Recursion } from '../kernels/operation.ts'
import type { ComputedStep, Domain, Program } from '../runtime/program.ts'

export interface LoopPart {
  readonly kind: 'loop'
  /** Pointwise steps, delays and recursions; operands come first. */
  readonly steps: readonly number[]
}

/** Windows of equal length over one operand, cut by the same scheme. */
export interface WindowPart {
  readonly kind: 'windows'
  readonly operand: number
  readonly steps: readonly number[]
}

export type Part = LoopPart | WindowPart

/** Larger loops run short of registers, and V8 gives up on very large functions. */
const mostStepsInLoop = 48

export interface Schedule {
  readonly parts: readonly Part[]
  /** Steps whose values other parts, other domains, later ticks or the run read: they have a column. */
  readonly stored: ReadonlySet<number>
}

export function scheduleDomain(program: Program, domain: Domain, readOutside: ReadonlySet<number>): Schedule {
  const stageOf = new Map<number, number>()
  const stages: { loop: number[]; windows: number[] }[] = []
  const windowsAt = (step: number): number => (isWindow(program, step) ? 1 : 0)

  for (const index of domain.steps) {
    const step = program.steps[index]
    if (step?.form !== 'computed') continue
    const stage = Math.max(
      0,
      ...stepOperands(step).map((operand) => (stageOf.get(operand) ?? 0) + windowsAt(operand)),
    )
    stageOf.set(index, stage)
    while (stages.length <= stage) stages.push({ loop: [], windows: [] })
    const { loop, windows } = stages[stage] ?? { loop: [], windows: [] }
    if (step.operation.family === 'window') windows.push(index)
    else loop.push(index)
  }

  const parts: Part[] = stages.flatMap(({ loop, windows }) => [
    ...slices(loop, mostStepsInLoop).map((steps): Part => ({ kind: 'loop', steps })),
    ...groupWindows(program, windows),
  ])
  return { parts, stored: findStored(program, domain, parts, readOutside) }
}

function groupWindows(program: Program, windows: readonly number[]): readonly WindowPart[] {
  const groups = new Map<string, { kind: 'windows'; operand: number; steps: number[] }>()
  for (const index of windows) {
    const step = program.steps[index]
    if (step?.form !== 'computed' || step.operation.family !== 'window') continue
    const { operation, parameters } = step
    const operand = stepOperands(step)[0] ?? -1
    const key = `${operation.kernel.scheme} ${operand} ${operation.past(parameters)}`
    const group = groups.get(key) ?? { kind: 'windows', operand, steps: [] }
    group.steps.push(index)
    groups.set(key, group)
  }
  return [...groups.values()]
}

function findStored(
  program: Program,
  domain: Domain,
  parts: readonly Part[],
  readOutside: ReadonlySet<number>,
): ReadonlySet<number> {
  const stored = new Set(domain.steps.filter((step) => readOutside.has(step)))
  const partOf = new Map(parts.flatMap((part) => part.steps.map((step) => [step, part] as const)))
  for (const step of domain.steps) {
    const { form, past } = program.steps[step] ?? { form: 'source', past: 0 }
    if (form !== 'computed' || past > 0 || isWindow(program, step)) stored.add(step)
  }
  for (const part of parts) {
    for (const step of part.steps) {
      const computed = program.steps[step]
      if (computed?.form !== 'computed') continue
      const { operation } = computed
      // What looks at past ticks reads a column, be it only for the tick at hand.
      const looksBack = isRecursion(operation) && operation.labelled
      for (const operand of stepOperands(computed))
        if (looksBack || partOf.get(operand) !== part) stored.add(operand)
    }
  }
  return stored
}

/** Steps that are read beyond their own domain: gathered by another, or given out. */
export function findReadOutside(program: Program): ReadonlySet<number> {
  const gathered = program.steps.flatMap((step) => (step.form === 'gather' ? [step.from] : []))
  const given = program.wanted.flatMap(({ columns }) =>
    columns.flatMap(({ ref }) => (ref.kind === 'step' ? [ref.step] : [])),
  )
  return new Set([...gathered, ...given])
}

/** The steps among a step's operands. */
function stepOperands(step: ComputedStep): readonly number[] {
  return step.operands.flatMap((ref) => (ref.kind === 'step' ? [ref.step] : []))
}

export function isRecursion(operation: Operation): operation is Recursion {
  return operation.family === 'recursion'
}

function isWindow(program: Program, step: number): boolean {
  const computed = program.steps[step]
  return computed?.form === 'computed' && computed.operation.family === 'window'
}

function slices(steps: readonly number[], most: number): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(steps.length / most) }, (_, i) =>
    steps.slice(i * most, (i + 1) * most),
  )
}
