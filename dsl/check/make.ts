// Builds the value of an operation from its operands: the clock joins, na and memory add up.
// The shared half of all rules; a rule itself says which types fit and what may be na.
import { isTicking, joinClocks, showClock } from '../term/clock.ts'
import type { Clock } from '../term/clock.ts'
import type { Attributes, Term } from '../term/term.ts'
import { isGroup, isRecord, showType } from '../term/type.ts'
import type { Type } from '../term/type.ts'
import type { Fix } from '../diagnostics/finding.ts'
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
  const held = heldBeside(check, a, b)
  check.report(
    'QD0401',
    a.span,
    { left, right, instead: held?.newText },
    {
      labels: [
        { span: a.span, text: left },
        { span: b.span, text: right },
      ],
      ...(held === null ? {} : { fix: { title: `hold the slower series: ${held.newText}`, edits: [held] } }),
    },
  )
}

/** A stream by its name, or a field of it: something that others can be held on. */
const STREAM = /^([A-Za-z_][A-Za-z0-9_]*)(?:\.[A-Za-z_][A-Za-z0-9_]*)?$/

/** The slower of two values as it is last known at the ticks of the faster, where that one has a name. */
function heldBeside(check: Checker, a: Value, b: Value): Fix['edits'][number] | null {
  if (a.clock.kind !== 'periodic' || b.clock.kind !== 'periodic') return null
  const [fast, slow] = a.clock.everyMs <= b.clock.everyMs ? [a, b] : [b, a]
  const name = STREAM.exec(check.text(fast.span))?.[1]
  if (name === undefined || fast.span.file !== slow.span.file) return null
  return { span: slow.span, newText: `hold(${check.text(slow.span)}, ${name})` }
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
  if (isGroup(type)) return textIn(type.group)
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
  const group = args.find((arg) => isGroup(arg.type))
  if (group !== undefined) return check.refuse('QD0320', group.span, { found: showType(group.type) })
  const text = isTicking(clock) ? textIn(type) : null
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
