// `let rec`: definitions that look at their own past. Their types and whether they may be na are not
// known before their bodies are: both are found by looking again until nothing moves.
import type { Let } from '../../syntax/ast.ts'
import { isTicking } from '../../term/clock.ts'
import { reachable } from '../../term/term.ts'
import type { Term } from '../../term/term.ts'
import { sameType } from '../../term/type.ts'
import type { Type } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { common, convert } from '../convert.ts'
import { commonClock } from '../make.ts'
import type { Definition } from '../program.ts'
import { marked } from '../rules/function-call.ts'
import { withValues } from '../scope.ts'
import type { Scope } from '../scope.ts'
import { typeOf } from '../type-node.ts'
import { isUnknown, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { clockChangeOfSelf, memberValues, readsSelf } from './members.ts'
import { createScalars, scalarsOf, selfValue } from './self.ts'

/** What is assumed of a member while its body is looked at. */
interface Assumed {
  readonly type: Type
  readonly mayBeNa: boolean
}

interface Looked {
  readonly rec: string
  readonly selves: readonly Value[]
  readonly bodies: readonly Value[]
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
  const look = (assumed: readonly Assumed[]): Looked => {
    const scalars = createScalars(check)
    const selves = items.map((item, i) =>
      selfValue(
        check,
        scalars,
        assumed[i]?.type ?? 'unknown',
        assumed[i]?.mayBeNa ?? false,
        nameOf(item),
        item.target.kind === 'name' ? item.target.name.span : item.span,
      ),
    )
    const seen = withValues(
      scope,
      new Map(items.map((item, i) => [nameOf(item), selves[i] ?? unknownValue(check.terms, item.span)])),
    )
    return { rec: scalars.rec, selves, bodies: items.map((item) => check.expr(item.value, seen)) }
  }
  const assumed = settle(check, items, scope, look)
  if (assumed === null) return null
  const looked = look(assumed)
  const bodies = looked.bodies.map((body, i) => convert(check, body, assumed[i]?.type ?? body.type))
  if (bodies.some(isUnknown)) return null
  return closed(check, items, assumed, { ...looked, bodies })
}

/** Types and na of the members, or null after a report. */
function settle(
  check: Checker,
  items: readonly Let[],
  scope: Scope,
  look: (assumed: readonly Assumed[]) => Looked,
): readonly Assumed[] | null {
  const written = items.map((item) => (item.type === null ? null : typeOf(check, item.type, scope)))
  const guess = (type: Type): readonly Assumed[] =>
    written.map((known) => ({ type: known ?? type, mayBeNa: false }))
  const fits = (type: Type): boolean => !check.attempt(() => look(guess(type))).bodies.some(isUnknown)
  let assumed = guess(FIRST_GUESSES.find(fits) ?? 'float')
  // Each round moves a type or adds an na: a type moves twice at most.
  for (let round = 0; round < 3 * items.length + 2; round += 1) {
    const { bodies } = check.attempt(() => look(assumed))
    const next = assumed.map((old, i): Assumed => {
      const body = bodies[i]
      if (body === undefined || isUnknown(body)) return old
      const type = written[i] ?? wider(check, old.type, body, round)
      return { type, mayBeNa: old.mayBeNa || body.na !== null }
    })
    const still = next.every(
      (each, i) => sameType(each.type, assumed[i]?.type ?? 'unknown') && each.mayBeNa === assumed[i]?.mayBeNa,
    )
    if (still) return assumed
    assumed = next
  }
  const [first] = items
  if (first !== undefined) check.report('QD0505', first.value.span, { name: nameOf(first) })
  return null
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
  { rec, bodies }: Looked,
): readonly Value[] | null {
  const [first] = items
  const clock = commonClock(check, bodies)
  if (clock === null || first === undefined) return null
  const terms = bodies.map((body) => scalarsOf(check, body))
  const all = terms.flat()
  if (!isTicking(clock) && !all.some((term) => reachable([term]).some(isOpen))) {
    check.report('QD0504', first.value.span, { name: nameOf(first) })
    return null
  }
  const change = clockChangeOfSelf(all, rec)
  if (change !== null) {
    check.report('QD0506', check.provenance.spanOf(change) ?? first.value.span, { what: change.op })
    return null
  }
  const circle = instantCircle(terms, rec)
  if (circle !== null) {
    const names = circle.map((at) => items[at]).flatMap((item) => (item === undefined ? [] : [nameOf(item)]))
    const cycle = [...names, names[0]].join(' → ')
    const at = items[circle[0] ?? 0]
    check.report('QD0501', at?.span ?? first.span, { cycle, past: false })
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

/** A parameter of a function that nobody has called: a stream may come in. */
const isOpen = (term: Term): boolean => term.op === 'parameter' || term.op === 'unknown'

/** Items that need each other at the same tick, by their numbers, or null. */
function instantCircle(terms: readonly (readonly Term[])[], rec: string): readonly number[] | null {
  const ownerOf = new Map<string, number>()
  let next = 0
  terms.forEach((scalars, item) => {
    for (const _ of scalars) ownerOf.set(`m${next++}`, item)
  })
  const needs = terms.map((scalars) => [
    ...new Set([...readsSelf(scalars, rec, true)].map((member) => ownerOf.get(member) ?? 0)),
  ])
  const state = new Map<number, 'open' | 'done'>()
  const walk = (item: number, path: readonly number[]): readonly number[] | null => {
    if (state.get(item) === 'done') return null
    if (state.get(item) === 'open') return path.slice(path.indexOf(item))
    state.set(item, 'open')
    for (const need of needs[item] ?? []) {
      const found = walk(need, [...path, item])
      if (found !== null) return found
    }
    state.set(item, 'done')
    return null
  }
  for (const item of terms.keys()) {
    const found = walk(item, [])
    if (found !== null) return found
  }
  return null
}
