// `let rec`: definitions that look at their own past. Their types and whether they may be na are not
// known before their bodies are: both are found by looking again until nothing moves.
import type { Let } from '../../syntax/ast.ts'
import type { Term } from '../../term/term.ts'
import { sameType } from '../../term/type.ts'
import type { Type } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { common, convert } from '../convert.ts'
import { commonClock } from '../make.ts'
import { namesUsed } from '../names-used.ts'
import { orderDefinitions } from '../order-definitions.ts'
import type { Definition } from '../program.ts'
import { marked } from '../rules/function-call.ts'
import { withValues } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { typeOf } from '../type-node.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { memberValues, readNow, staysOnClock } from './members.ts'
import { createScalars, scalarsOf, selfValue } from './self.ts'
import type { Scalars } from './self.ts'

/** What is assumed of a member while its body is looked at. */
interface Assumed {
  readonly type: Type
  readonly mayBeNa: boolean
}

/** What a member may be before its body is known. */
const FIRST_GUESSES: readonly Type[] = ['float', 'bool']

const nameOf = (item: Let): string => (item.target.kind === 'name' ? item.target.name.text : '')

/** The values of a group of definitions that need each other; all are plain `let rec name`. */
export function checkRecursion(check: Checker, items: readonly Let[], scope: Scope): readonly Definition[] {
  const values = recursionValues(check, items, scope)
  return items.map((item, i) => {
    const name = nameOf(item)
    const found = values?.[i] ?? unknownValue(check.terms, item.span)
    const value = item.node ? marked(check, found, name, item.value.span) : found
    check.provenance.name(value.term, name)
    return { name, value, span: item.span }
  })
}

function recursionValues(check: Checker, items: readonly Let[], scope: Scope): readonly Value[] | null {
  const assumed = settle(check, items, scope)
  if (assumed === null) return null
  const scalars = createScalars(check)
  const seen = seeing(
    scope,
    items,
    items.map((item, i) => selfOf(check, scalars, item, assumed[i] ?? NOTHING)),
  )
  const bodies = items.map((item, i) => {
    const body = check.expr(item.value, seen)
    return convert(check, body, assumed[i]?.type ?? body.type)
  })
  if (bodies.some(isUnknown)) return null
  return closed(check, items, assumed, scalars.rec, bodies)
}

const NOTHING: Assumed = { type: 'unknown', mayBeNa: true }

function selfOf(check: Checker, scalars: Scalars, item: Let, { type, mayBeNa }: Assumed): Value {
  const span = item.target.kind === 'name' ? item.target.name.span : item.span
  return selfValue(check, scalars, type, mayBeNa, nameOf(item), span)
}

function seeing(scope: Scope, items: readonly Let[], selves: readonly Value[]): Scope {
  return withValues(
    scope,
    new Map(
      items.flatMap((item, i) => {
        const self = selves[i]
        return self === undefined ? [] : [[nameOf(item), self] as const]
      }),
    ),
  )
}

/**
 * Types and na of the members, or null after a report. A body is looked at again only when something
 * that it reads has moved: na travels along long rings one member at a time.
 */
function settle(check: Checker, items: readonly Let[], scope: Scope): readonly Assumed[] | null {
  const written = items.map((item) => (item.type === null ? null : typeOf(check, item.type, scope)))
  const readers = readersOf(items)
  const all = items.map((_, i) => i)
  const guess = (type: Type): Assumed[] => written.map((known) => ({ type: known ?? type, mayBeNa: false }))
  const selvesOf = (assumed: readonly Assumed[]): Value[] =>
    items.map((item, i) => selfOf(check, createScalars(check), item, assumed[i] ?? NOTHING))
  const look = (selves: readonly Value[], which: readonly number[]): readonly Value[] => {
    const seen = seeing(scope, items, selves)
    return check.attempt(() =>
      which.flatMap((at) => items[at] ?? []).map((item) => check.expr(item.value, seen)),
    )
  }
  const fits = (type: Type): boolean => !look(selvesOf(guess(type)), all).some(isUnknown)
  const assumed = guess(FIRST_GUESSES.find(fits) ?? 'float')
  const selves = selvesOf(assumed)
  let waiting = all
  // Each round moves a type or adds an na: a type moves twice at most.
  for (let round = 0; round < 3 * items.length + 2; round += 1) {
    const moved = look(selves, waiting).flatMap((body, n): readonly number[] => {
      const at = waiting[n] ?? 0
      const old = assumed[at] ?? NOTHING
      if (isUnknown(body)) return []
      const type = written[at] ?? wider(check, old.type, body, round)
      const mayBeNa = old.mayBeNa || body.na !== null
      if (sameType(type, old.type) && mayBeNa === old.mayBeNa) return []
      assumed[at] = { type, mayBeNa }
      return [at]
    })
    if (moved.length === 0) return assumed
    for (const at of moved) {
      const item = items[at]
      if (item !== undefined) selves[at] = selfOf(check, createScalars(check), item, assumed[at] ?? NOTHING)
    }
    waiting = [...new Set(moved.flatMap((at) => readers[at] ?? []))]
  }
  const [first] = items
  if (first !== undefined) check.report('QD0505', first.value.span, { name: nameOf(first) })
  return null
}

/** By item, the numbers of those whose bodies name it. */
function readersOf(items: readonly Let[]): readonly (readonly number[])[] {
  const readers = new Map(items.map((item) => [nameOf(item), [] as number[]]))
  items.forEach((item, i) => {
    for (const name of namesUsed([item.value]).values) readers.get(name)?.push(i)
  })
  return items.map((item) => readers.get(nameOf(item)) ?? [])
}

/** The first look decides; later ones only make an int a float. */
function wider(check: Checker, old: Type, body: Value, round: number): Type {
  if (round === 0) return body.type
  const sample: Value = { ...body, type: old }
  return check.attempt(() => common(check, sample, body))?.type ?? body.type
}

function closed(
  check: Checker,
  items: readonly Let[],
  assumed: readonly Assumed[],
  rec: string,
  bodies: readonly Value[],
): readonly Value[] | null {
  const [first] = items
  const clock = commonClock(check, bodies)
  if (clock === null || first === undefined) return null
  const terms = bodies.map((body) => scalarsOf(check, body))
  const place = { name: nameOf(first), span: first.value.span }
  if (!staysOnClock(check, terms.flat(), rec, clock, place)) return null
  const circle = instantCircle(items.map(nameOf), terms, rec)
  if (circle !== null) {
    const at = items.find((item) => nameOf(item) === circle[0])
    check.report('QD0501', at?.span ?? first.span, { cycle: circle.join(' → '), past: false })
    return null
  }
  return memberValues(
    check,
    rec,
    clock,
    items.map((item, i) => ({
      name: nameOf(item),
      type: assumed[i]?.type ?? 'unknown',
      mayBeNa: assumed[i]?.mayBeNa ?? true,
      terms: terms[i] ?? [],
      span: item.value.span,
    })),
  )
}

/** Names of items that need each other at the same tick, the first again at the end; null without any. */
function instantCircle(
  names: readonly string[],
  terms: readonly (readonly Term[])[],
  rec: string,
): readonly string[] | null {
  const owners = terms.flatMap((scalars, item) => scalars.map(() => names[item] ?? ''))
  const needs = terms.map((scalars, item): readonly [string, readonly string[]] => [
    names[item] ?? '',
    [...readNow(scalars, rec)].map((member) => owners[Number(member.slice(1))] ?? ''),
  ])
  const [circle] = orderDefinitions(new Map(needs)).cycles
  return circle === undefined ? null : [...circle, circle[0] ?? '']
}
