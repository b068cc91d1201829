// Wrong programs from right ones, and soups of tokens: what people type, and what nobody would.
import fc from 'fast-check'

const WORDS: readonly string[] = `
  strategy lib import export type param input let rec node fn emit test given expect if then else and or not
  is na true false in from as where stream tags missing since offset on when at last within signal target order
  x bars close sma lte größe 1 0.5 1% 5m 5min 007 "text" "open "\\q" { } ( ) [ ] , : . .. @ = == != < <= > >=
  + - * / ?? => && || ! % ; § − // ///
`
  .trim()
  .split(/\s+/)
  .flatMap((word) => (word.startsWith('//') ? [`${word} c\n`, '\n'] : [word]))

/** Tokens in any order, on lines or not. */
export const tokenSoup: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', '', '\n', '  ')), { maxLength: 120 })
  .map((pairs) => pairs.flat().join(''))

/** Any UTF-16, half surrogates and control characters included. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 127 }), fc.integer({ min: 0, max: 0xffff })), { maxLength: 200 })
  .map((units) => String.fromCharCode(...units))

/** A program with up to eight pieces cut out, doubled, moved or replaced. */
export function mutated(programs: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 12 }),
    kind: fc.constantFrom('cut', 'double', 'insert', 'truncate'),
    word: fc.constantFrom(...WORDS),
  })
  return fc
    .tuple(fc.constantFrom(...programs), fc.array(edit, { minLength: 1, maxLength: 8 }))
    .map(([program, edits]) =>
      edits.reduce((text, { at, length, kind, word }) => {
        const from = Math.floor(at * text.length)
        const [head, piece, tail] = [
          text.slice(0, from),
          text.slice(from, from + length),
          text.slice(from + length),
        ]
        if (kind === 'cut') return head + tail
        if (kind === 'double') return head + piece + piece + tail
        // A program is rarely cut off in the middle: keep most of it for the other mutations.
        if (kind === 'truncate') return at > 0.7 ? head : text
        return head + word + piece + tail
      }, program),
    )
}
