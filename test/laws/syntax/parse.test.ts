// What holds of the parser for every text.
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderDiagnostic } from '../../../dsl/diagnostics/render.ts'
import { createSource } from '../../../dsl/source/source-text.ts'
import type { Expr, File } from '../../../dsl/syntax/ast.ts'
import { childrenOf, firstDeeperThan } from '../../../dsl/syntax/children.ts'
import { TREE_LIMIT } from '../../../dsl/syntax/nesting.ts'
import { lex } from '../../../dsl/syntax/lex.ts'
import { parse, parseExpression } from '../../../dsl/syntax/parse.ts'
import { Ident } from '../../../dsl/syntax/tokens.ts'
import { holds } from '../../support/generated-cases.ts'
import { programsIn } from '../../support/golden-sources.ts'
import { anyText, mutated, tokenSoup } from '../../support/mutations.ts'
import { exprText, treeText } from '../../support/tree-text.ts'

const programs = programsIn(join(import.meta.dirname, '../../golden/syntax'))
const read = (text: string) => parse({ path: 'a.qdag', text })

/** The outermost expressions of a file. */
function expressionsOf(file: File | null): Expr[] {
  return (file?.items ?? []).flatMap((item): Expr[] => {
    switch (item.kind) {
      case 'param':
        return [item.value, ...(item.where === null ? [] : [item.where])]
      case 'let':
        return [item.value]
      case 'fn':
        return [item.body]
      case 'emit':
        return item.value.kind === 'expr' ? [item.value.expr] : item.value.legs.map((leg) => leg.value)
      case 'test':
        return item.items.map((entry) => (entry.kind === 'expect' ? entry.condition : entry.value))
      default:
        return []
    }
  })
}

function everyExpression(roots: readonly Expr[]): Expr[] {
  const found = [...roots]
  for (let at = 0; at < found.length; at++) {
    const expr = found[at]
    if (expr !== undefined) found.push(...childrenOf(expr))
  }
  return found
}

/** Whether the parser kept its promises for a text. */
function check(text: string): void {
  const { file, findings, comments } = read(text)
  const source = createSource('a.qdag', text)
  expect(file).not.toBeNull()
  for (const finding of findings) {
    for (const span of [
      finding.span,
      ...finding.labels.map((label) => label.span),
      ...(finding.fix?.edits ?? []).map((edit) => edit.span),
    ]) {
      expect(span.file).toBe('a.qdag')
      expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true)
    }
    expect(finding.message).not.toMatch(/undefined|\[object|NaN|Identifier|OpenText|Foreign/)
    expect(renderDiagnostic(finding, () => source)).toContain(finding.code)
  }
  for (const comment of comments)
    expect(text.slice(comment.span.start, comment.span.end)).toContain(comment.text)
  const every = everyExpression(expressionsOf(file))
  for (const { span } of every)
    expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true)
  for (const root of expressionsOf(file)) expect(firstDeeperThan(root, TREE_LIMIT)).toBeUndefined()
  const isBroken =
    every.some((expr) => expr.kind === 'broken') || file?.items.some((item) => item.kind === 'broken-item')
  expect(isBroken === true && findings.length === 0).toBe(false)
}

describe('the parser keeps its promises', () => {
  test('on programs with mistakes', () => {
    holds('mutated programs', 1500, fc.property(mutated(programs), check))
  })
  test('on soups of tokens', () => {
    holds('token soups', 1500, fc.property(tokenSoup, check))
  })
  test('on any text', () => {
    holds('any text', 1000, fc.property(anyText, check))
  })
  test('on a program that is being typed', () => {
    for (const program of programs.filter((one) => one.length < 1200)) {
      for (let end = 0; end <= program.length; end += 3) check(program.slice(0, end))
    }
  })
})

/** Names that look like misspelt keywords. */
const tricky = [
  'lets',
  'nodes',
  'expct',
  'givn',
  'inputs',
  'params',
  'fnn',
  'tests',
  'emits',
  'var',
  'wher',
  'els',
  'thn',
  'lst',
]

describe('a right program', () => {
  const right = programs.filter((program) => read(program).findings.length === 0)
  const tree = (text: string): string => {
    const { file, findings } = read(text)
    expect(findings).toEqual([])
    return file === null
      ? ''
      : treeText({
          ...file,
          docs: '',
          items: file.items.map((item) => ('docs' in item ? { ...item, docs: '' } : item)),
        })
  }

  test('is among the examples', () => {
    expect(right.length).toBeGreaterThan(20)
  })

  test('means the same with every token on a line of its own, or all on one', () => {
    for (const program of right) {
      const images = lex(createSource('a', program)).tokens.map((token) => token.image)
      expect(tree(images.join('\n'))).toBe(tree(program))
      expect(tree(images.join(' '))).toBe(tree(program))
    }
  })

  test('stays right whatever its names are', () => {
    const program = fc.tuple(
      fc.constantFrom(...right),
      fc.array(fc.constantFrom(...tricky), { minLength: 8, maxLength: 8 }),
    )
    holds(
      'renamed programs',
      500,
      fc.property(program, fc.constantFrom('\n', ' '), ([text, names], blank) => {
        const { tokens } = lex(createSource('a', text))
        const images = tokens.map(({ tokenType, image }, index) =>
          tokenType === Ident ? (names[index % 8] ?? image) : image,
        )
        expect(read(images.join(blank)).findings).toEqual([])
      }),
    )
  })
})

describe('the span of an expression', () => {
  test('is its text: reading it alone gives the same tree', () => {
    for (const program of programs) {
      const { file, findings } = read(program)
      if (findings.length > 0 || program.length > 5000) continue
      for (const expr of everyExpression(expressionsOf(file))) {
        const alone = parseExpression({ path: 'b', text: program.slice(expr.span.start, expr.span.end) })
        expect(alone.findings).toEqual([])
        expect(alone.expr === null ? '' : exprText(alone.expr)).toBe(exprText(expr))
      }
    }
  })
})

describe('a fix', () => {
  test('removes its finding and makes no new one', () => {
    for (const program of programs) {
      const { findings } = read(program)
      for (const { code, span, fix } of findings) {
        if (fix === undefined) continue
        const fixed = fix.edits
          .toSorted((a, b) => b.span.start - a.span.start)
          .reduce(
            (text, edit) => text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end),
            program,
          )
        const after = read(fixed).findings
        expect(after.length, `${code} at ${span.start} in\n${fixed}`).toBeLessThan(findings.length)
      }
    }
  })
})

describe('time', () => {
  test('grows with the length of the text: 20,000 lines are read at once', () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, i) => `let x${i} = if a > ${i} then sma(b.close[1], ${i}) * 2 else na`,
    )
    expect(read(`strategy s\n${lines.join('\n')}`).file?.items).toHaveLength(20_000)
  }, 5_000)
})
