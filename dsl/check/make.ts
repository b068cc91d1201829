// Builds the value of an operation from its operands: the clock joins, na and memory add up.
// The shared half of all rules; a rule itself says which types fit and what may be na.
import { joinClocks, showClock } from '../term/clock.ts'
import type { Clock } from '../term/clock.ts'
import type { Attributes, Term } from '../term/term.ts'
import type { Type } from '../term/type.ts'
import type { Span } from '../source/span.ts'
import type { Checker } from './checker.ts'
import { joinMemory, unknownValue } from './value.ts'
import type { MayBeNa, Memory, Value } from './value.ts'

/** The common clock of operands, or null after reporting the first two that do not tick together. */
export function commonClock(check: Checker, operands: readonly Value[]): Clock | null {
  let clock: Clock | null = null
  let from: Value | null = null
  for (const operand of operands) {
    if (clock === null) {
      clock = operand.clock
      from = operand
      continue
    }
    const joined = joinClocks(clock, operand.clock)
    if (joined === null) {
      if (from !== null) reportClocks(check, from, operand)
      return null
    }
    if (joined !== clock) from = operand
    clock = joined
  }
  return clock
}

function reportClocks(check: Checker, a: Value, b: Value): void {
  const left = showClock(a.clock)
  const right = showClock(b.clock)
  check.report(
    'QD0401',
    a.span,
    { left, right },
    {
      labels: [
        { span: a.span, text: left },
        { span: b.span, text: right },
      ],
    },
  )
}

export interface Operation {
  readonly op: string
  readonly args: readonly Value[]
  readonly attrs?: Attributes
  readonly type: Type
  readonly span: Span
  /** What the operation itself adds to the operands' na. */
  readonly na?: MayBeNa | null
  /** Set where the operands' na does not reach the result (comparisons). */
  readonly stopsNa?: boolean
  /** The memory of the result; by default the longest of the operands'. */
  readonly memory?: Memory
}

/** The places of the operands that are constants, by term. */
function constantPlaces(check: Checker, args: readonly Value[]): [Term, Span][] {
  return args.filter((arg) => check.constant(arg) !== null).map((arg) => [arg.term, arg.written])
}

/** The value of an operation, or an unknown after a report when the clocks do not match. */
export function make(check: Checker, operation: Operation): Value {
  const { op, args, type, span } = operation
  const clock = commonClock(check, args)
  if (clock === null) return unknownValue(check.terms, span)
  const term = check.terms.make(
    op,
    args.map((arg) => arg.term),
    operation.attrs ?? null,
    type,
    clock,
  )
  check.provenance.place(term, span, constantPlaces(check, args))
  const inherited = operation.stopsNa === true ? null : (args.find((arg) => arg.na !== null)?.na ?? null)
  return {
    term,
    type,
    clock,
    na: operation.na ?? inherited,
    memory: operation.memory ?? args.reduce<Memory>((sum, arg) => joinMemory(sum, arg.memory), 1),
    span,
    written: span,
  }
}
