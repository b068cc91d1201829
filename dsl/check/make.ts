// Builds the value of an operation from its operands: the clock joins, na and memory add up.
// The shared half of all rules; a rule itself says which types fit and what may be na.
import { joinClocks, showClock } from '../term/clock.ts'
import type { Clock } from '../term/clock.ts'
import type { Attributes, Term } from '../term/term.ts'
import { isRecord } from '../term/type.ts'
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
  /** The memory of the result; by default the longest of the operands'. */
  readonly memory?: Memory
}

/** The places of the operands that are constants, by term. */
function constantPlaces(check: Checker, args: readonly Value[]): [Term, Span][] {
  return args.filter((arg) => check.constant(arg) !== null).map((arg) => [arg.term, arg.written])
}

/** A type inside `type` of which there are constants only, so far. */
function textIn(type: Type): 'string' | 'duration' | null {
  if (!isRecord(type)) return type === 'string' || type === 'duration' ? type : null
  return Object.values(type.record).reduce<ReturnType<typeof textIn>>(
    (found, part) => found ?? textIn(part),
    null,
  )
}

/** The value of an operation, or an unknown after a report when the clocks do not match. */
export function make(check: Checker, operation: Operation): Value {
  const { op, args, type, span } = operation
  const clock = commonClock(check, args)
  if (clock === null) return unknownValue(check.terms, span)
  const text = clock.kind === 'periodic' ? textIn(type) : null
  if (text !== null) return check.refuse('QD0912', span, { what: `a series of ${text}s` })
  const term = check.terms.make(
    op,
    args.map((arg) => arg.term),
    operation.attrs ?? null,
    type,
    clock,
  )
  check.provenance.place(term, span, constantPlaces(check, args))
  const inherited = args.find((arg) => arg.na !== null)?.na ?? null
  return {
    term,
    type,
    clock,
    // A bool is never na: a comparison that meets na is false.
    na: type === 'bool' ? null : (operation.na ?? inherited),
    memory: operation.memory ?? args.reduce<Memory>((sum, arg) => joinMemory(sum, arg.memory), 1),
    span,
    written: span,
  }
}
