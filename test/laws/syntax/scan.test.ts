// Holds the scanner to chevrotain's lexer, which finds the same kinds of token by other means.
import { join } from 'node:path'
import { Lexer } from 'chevrotain'
import type { IToken } from 'chevrotain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scan } from '../../../dsl/syntax/scan.ts'
import { lexed, TRIVIA } from '../../../dsl/syntax/tokens.ts'
import { holds } from '../../support/generated-cases.ts'
import { programsIn } from '../../support/golden-sources.ts'
import { anyText, mutated, tokenSoup } from '../../support/mutations.ts'

const programs = programsIn(join(import.meta.dirname, '../../golden/syntax'))
const lexer = new Lexer([...lexed], { positionTracking: 'onlyOffset', ensureOptimizations: true })

const textOf = (tokens: readonly IToken[] = []) =>
  tokens.map(({ tokenType, startOffset, image }) => `${tokenType.name} ${startOffset} ${image}`)

function check(text: string): void {
  const [found, expected] = [scan(text), lexer.tokenize(text)]
  expect(textOf(found.tokens)).toEqual(textOf(expected.tokens))
  expect(textOf(found.trivia)).toEqual(textOf(expected.groups[TRIVIA]))
  expect(found.gaps).toEqual(expected.errors.map(({ offset, length }) => ({ offset, length })))
  for (const { tokenType, tokenTypeIdx } of found.tokens) expect(tokenTypeIdx).toBe(tokenType.tokenTypeIdx)
}

test.each([
  ['mutated programs', mutated(programs)],
  ['soups of tokens', tokenSoup],
  ['any text', anyText],
])('cuts %s as chevrotain does', (name, texts) => {
  holds(`${name} in tokens`, 1000, fc.property(texts, check))
})
