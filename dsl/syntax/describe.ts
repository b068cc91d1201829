// Tokens in the words of a message.
import { EOF } from 'chevrotain'
import type { IToken } from 'chevrotain'
import * as t from './tokens.ts'

/** The token as a person sees it: what is written, shortened where it is long. */
export function describeToken(token: IToken): string {
  if (token.tokenType === EOF) return 'the end of the file'
  const image = token.image.length > 40 ? `${token.image.slice(0, 37)}…` : token.image
  return token.tokenType === t.Text ? `the text ${image}` : `\`${image}\``
}

/** The keywords that a description of what was expected names. */
export function expectedWords(expected: string): string[] {
  return [...expected.matchAll(/`([a-z]+)`/g)].map((match) => match[1] ?? '')
}
