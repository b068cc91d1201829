// `test "…" { given … expect … }`: what a test feeds and what it expects.
import { suggest } from '../../diagnostics/suggest.ts'
import type { Expect, Expr, Given, Test } from '../../syntax/ast.ts'
import { constantTerm } from '../../term/constant.ts'
import { showType } from '../../term/type.ts'
import type { Type } from '../../term/type.ts'
import type { Checker } from '../checker.ts'
import { convert } from '../convert.ts'
import { make } from '../make.ts'
import type { Expectation } from '../program.ts'
import { comparison } from '../rules/compare.ts'
import { generated, GENERATORS } from '../rules/generator.ts'
import type { Generated } from '../generated.ts'
import { LATER_GENERATORS } from '../../builtins/later.ts'
import type { Scope } from '../scope.ts'
import { isUnknown } from '../value.ts'
import type { Value } from '../value.ts'

/** The expressions that a test gives to params, by name; inputs are given data, not expressions. */
export function givenParams(test: Test, params: ReadonlySet<string>): Map<string, Expr> {
  const givens = test.items.filter((item): item is Given => item.kind === 'given')
  return new Map(
    givens.filter((given) => params.has(given.name.text)).map((given) => [given.name.text, given.value]),
  )
}

/** The data that a test gives to inputs, by name; reports what cannot be given. */
export function givenData(
  check: Checker,
  test: Test,
  inputs: ReadonlySet<string>,
  params: ReadonlySet<string>,
  scope: Scope,
): Map<string, Generated> {
  const data = new Map<string, Generated>()
  const seen = new Set<string>()
  for (const given of test.items) {
    if (given.kind !== 'given') continue
    const name = given.name.text
    if (seen.has(name)) check.report('QD0807', given.name.span, { name })
    seen.add(name)
    if (params.has(name)) continue
    if (!inputs.has(name) && scope.faulty.has(name)) continue
    if (!inputs.has(name)) {
      const suggestion = suggest(name, [...inputs, ...params])
      check.report('QD0801', given.name.span, { name, suggestion })
      continue
    }
    const made = generate(check, given.value, scope, scope.value(name)?.type ?? 'unknown')
    if (made !== null) data.set(name, made)
  }
  const missing = [...inputs].filter((name) => !seen.has(name))
  if (missing.length > 0) {
    check.report('QD0802', test.title.span, { names: missing.map((name) => `\`${name}\``).join(', ') })
  }
  return data
}

function generate(check: Checker, expr: Expr, scope: Scope, type: Type): Generated | null {
  if (expr.kind === 'call' && GENERATORS.has(expr.callee.text)) return generated(check, expr, scope, type)
  if (expr.kind === 'call' && LATER_GENERATORS.has(expr.callee.text)) {
    check.report('QD0910', expr.span, { what: `the generator \`${expr.callee.text}\`` })
  } else if (expr.kind !== 'broken') {
    check.report('QD0808', expr.span, { why: 'an input is given a generator: const, ramp or table' })
  }
  return null
}

export function checkExpectations(check: Checker, test: Test, scope: Scope): readonly Expectation[] {
  return test.items.flatMap((item) => {
    if (item.kind !== 'expect') return []
    const expectation = checkExpect(check, item, scope)
    return expectation === null ? [] : [expectation]
  })
}

function checkExpect(check: Checker, item: Expect, scope: Scope): Expectation | null {
  if (item.at?.kind === 'ticks' && item.at.first > item.at.last) {
    check.report('QD0805', item.span, { first: item.at.first, last: item.at.last })
    return null
  }
  const sides = equalitySides(check, item.condition, scope)
  if (item.within !== null && sides === null) {
    check.report('QD0806', item.within.span, {})
    return null
  }
  const condition =
    item.within !== null && sides !== null
      ? within(check, sides, check.expr(item.within, scope))
      : check.expr(item.condition, scope)
  if (isUnknown(condition)) return null
  if (condition.type !== 'bool') {
    check.report('QD0804', item.condition.span, { found: showType(condition.type) })
    return null
  }
  if (condition.clock.kind === 'const' && check.constant(condition) === null) {
    check.report('QD0809', item.condition.span, {})
    return null
  }
  const at =
    item.at === null ? null : item.at.kind === 'last' ? 'last' : { first: item.at.first, last: item.at.last }
  const known = sides !== null && !isUnknown(sides.left) && !isUnknown(sides.right)
  return {
    condition: condition.term,
    sides: known ? { left: sides.left.term, right: sides.right.term } : null,
    at,
    span: item.span,
    text: check.text(item.condition.span),
  }
}

function equalitySides(check: Checker, expr: Expr, scope: Scope): { left: Value; right: Value } | null {
  if (expr.kind === 'paren') return equalitySides(check, expr.inner, scope)
  const [only, second] = expr.kind === 'compare' ? expr.rest : []
  if (expr.kind !== 'compare' || only?.op !== '==' || second !== undefined) return null
  return { left: check.expr(expr.first, scope), right: check.expr(only.operand, scope) }
}

/** abs(left − right) <= tolerance. */
function within(check: Checker, sides: { left: Value; right: Value }, tolerance: Value): Value {
  const left = convert(check, sides.left, 'float')
  const right = convert(check, sides.right, 'float')
  const most = convert(check, tolerance, 'float')
  if (isUnknown(left) || isUnknown(right) || isUnknown(most)) return left
  const span = left.span
  const difference = make(check, { op: 'sub', args: [left, right], type: 'float', span })
  if (isUnknown(difference)) return difference
  const distance = make(check, { op: 'abs@1', args: [difference], type: 'float', span })
  const constant = check.constant(most)
  const limit = constant === null ? most : { ...most, term: constantTerm(check.terms, constant) }
  return comparison(check, '<=', distance, limit)
}
