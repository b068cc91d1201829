import { describe, expect, test } from 'vitest'
import { createSource } from '../../../dsl/source/source-text.ts'
import { lex } from '../../../dsl/syntax/lex.ts'
import { shapeOf } from '../../../dsl/syntax/shape.ts'

const read = (text: string) => {
  const { tokens } = lex(createSource('a', text))
  return { tokens, shape: shapeOf(text, tokens) }
}
/** Every token with the number of brackets around it. */
const depths = (text: string) => {
  const { tokens, shape } = read(text)
  return tokens.map((token, index) => `${token.image}${shape.depth[index]}`).join(' ')
}
/** The words that begin a definition. */
const begins = (text: string) => {
  const { tokens, shape } = read(text)
  return tokens.filter((_, index) => shape.begins[index] === 1).map((token) => token.image)
}

describe('the shape of a program', () => {
  test('puts brackets outside themselves', () => {
    expect(depths('f(a[b], c)')).toBe('f0 (0 a1 [1 b2 ]1 ,1 c1 )0')
  })

  test('ends open brackets at a definition', () => {
    expect(depths('f(x[y\nlet b')).toBe('f0 (0 x1 [1 y2 let0 b0')
  })

  test('lets blocks and tests have their own lets', () => {
    expect(depths('{ let x = (y let z }')).toBe('{0 let1 x1 =1 (1 y2 let1 z1 }0')
    expect(depths('test "t" { given a expect (b expect c }')).toBe(
      'test0 "t"0 {0 given1 a1 expect1 (1 b2 expect1 c1 }0',
    )
  })

  test('takes no field for a definition', () => {
    expect(begins('emit order o { side: "buy",\n  type: "limit" }')).toEqual(['emit'])
  })

  test('takes no word in the middle of an expression for a definition', () => {
    expect(begins('let a = input + 1')).toEqual(['let'])
    expect(begins('let a = 1 input b: Bar')).toEqual(['let', 'input'])
  })

  test('pairs brackets of different kinds when nothing better is there', () => {
    expect(depths('f(a] + b')).toBe('f0 (0 a1 ]0 +0 b0')
    expect(depths('(f[a) + b')).toBe('(0 f1 [1 a2 )0 +0 b0')
  })
})
