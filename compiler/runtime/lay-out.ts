// The last stage of loading: keeps the steps that are needed, orders them by domain and gives every
// carried value its place in the saved state.
import { InternalError } from '../internal-error.ts'
import type { Domain, Program, Ref, Step } from './program.ts'
import type { Draft, DraftStep, StepTable, Ticking } from './step-table.ts'

export interface DraftWanted {
  readonly nodeId: string
  readonly ticking: Ticking
  readonly columns: readonly { readonly name: string; readonly value: Draft }[]
}

export function layOut(
  table: StepTable,
  supplied: readonly string[],
  wanted: readonly DraftWanted[],
): Omit<Program, 'key'> {
  const needed = findNeeded(table.steps, wanted)
  const domainKeys = orderDomains(table.steps, needed, wanted)
  const domainOf = new Map(domainKeys.map((ticking, index) => [ticking.join(), index]))
  const indexOfDomain = (ticking: Ticking): number => domainOf.get(ticking.join()) ?? lost()

  const domainByStep = new Map(needed.map((step) => [step, indexOfDomain(table.steps[step]?.ticking ?? [])]))
  const domainAt = (step: number): number => domainByStep.get(step) ?? lost()
  const order = needed.toSorted((a, b) => domainAt(a) - domainAt(b) || a - b)
  const positions = domainKeys.map((): number[] => [])
  order.forEach((step, position) => positions[domainAt(step)]?.push(position))
  const indexOf = new Map(order.map((step, index) => [step, index]))
  const refOf = (draft: Draft): Ref =>
    draft.kind === 'constant'
      ? { kind: 'constant', value: draft.value }
      : { kind: 'step', step: indexOf.get(draft.step) ?? lost() }

  const pasts = measurePasts(table.steps, order)
  let stateLength = 0
  const reserve = (length: number): number => {
    const at = stateLength
    stateLength += length
    return at
  }

  const domains = domainKeys.map((ticking, index): Domain => {
    const steps = positions[index] ?? lost()
    const past = steps.reduce(
      (most, position) => Math.max(most, labelPast(table.steps[order[position] ?? -1])),
      0,
    )
    return { supplied: ticking, steps, past, pastAt: reserve(past) }
  })
  const steps = order.map((number): Step => {
    const draft = table.steps[number] ?? lost()
    const past = pasts.get(number) ?? 0
    const base = { domain: domainAt(number), kind: draft.kind, past, pastAt: reserve(past) }
    const { form } = draft
    if (form.form === 'source') return { ...base, ...form }
    if (form.form === 'gather') return { ...base, form: 'gather', from: indexOf.get(form.from) ?? lost() }
    const slots = form.operation.family === 'recursion' ? form.operation.slots : 0
    return { ...base, ...form, operands: form.operands.map(refOf), slotsAt: reserve(slots) }
  })

  const stepsByNode = new Map<string, number>()
  for (const step of order) {
    const node = table.steps[step]?.node ?? lost()
    stepsByNode.set(node, (stepsByNode.get(node) ?? 0) + 1)
  }
  return {
    supplied,
    domains,
    steps,
    wanted: wanted.map(({ nodeId, ticking, columns }) => ({
      nodeId,
      domain: indexOfDomain(ticking),
      columns: columns.map(({ name, value }) => ({ name, ref: refOf(value) })),
    })),
    stepsByNode,
    stateLength,
  }
}

/** Steps that the wanted nodes depend on, ascending. Operands always come before what uses them. */
function findNeeded(steps: readonly DraftStep[], wanted: readonly DraftWanted[]): readonly number[] {
  const needed = new Set<number>()
  const need = (draft: Draft): void => {
    if (draft.kind === 'step') needed.add(draft.step)
  }
  for (const { columns } of wanted) for (const { value } of columns) need(value)
  for (let step = steps.length - 1; step >= 0; step -= 1) {
    const form = steps[step]?.form
    if (!needed.has(step) || !form) continue
    if (form.form === 'gather') needed.add(form.from)
    if (form.form === 'computed') for (const operand of form.operands) need(operand)
  }
  return [...needed].toSorted((a, b) => a - b)
}

/** Smaller sets first, so that what is gathered from a domain is there; then as they first occur. */
function orderDomains(
  steps: readonly DraftStep[],
  needed: readonly number[],
  wanted: readonly DraftWanted[],
): readonly Ticking[] {
  const sets = new Map<string, Ticking>()
  for (const step of needed) {
    const { ticking } = steps[step] ?? lost()
    sets.set(ticking.join(), ticking)
  }
  for (const { ticking } of wanted) sets.set(ticking.join(), ticking)
  return [...sets.values()].toSorted((a, b) => a.length - b.length)
}

/** How many earlier values of each step others look at. */
function measurePasts(steps: readonly DraftStep[], order: readonly number[]): ReadonlyMap<number, number> {
  const pasts = new Map<number, number>()
  for (const step of order) {
    const form = steps[step]?.form
    if (form?.form !== 'computed' || form.operation.family === 'pointwise') continue
    const past = form.operation.past(form.parameters)
    for (const operand of form.operands)
      if (operand.kind === 'step') pasts.set(operand.step, Math.max(past, pasts.get(operand.step) ?? 0))
  }
  return pasts
}

function labelPast(step: DraftStep | undefined): number {
  if (step?.form.form !== 'computed') return 0
  const { operation, parameters } = step.form
  const labelled = (operation.family === 'window' || operation.family === 'recursion') && operation.labelled
  return labelled ? operation.past(parameters) : 0
}

function lost(): never {
  throw new InternalError('a step of the program was lost while it was laid out')
}
