// The shape of the page of a code: what the catalogue's title and hint leave unsaid, with a program
// that gets the code and one that does not. A test runs both.

export interface Page {
  /** Why the language is so. */
  readonly why: string
  /** Lines that get the code; a part of a file stands behind `preamble`. */
  readonly bad: string
  readonly good: string
  /** Makes the program that `bad` describes, where it is too long to be shown. */
  readonly made?: () => string
  /** Files that lie beside it, by path. */
  readonly beside?: Readonly<Record<string, string>>
  /** What is given on the command line, as `look=3`. */
  readonly params?: readonly string[]
}

/** What the examples of pages begin with when they are no whole files. */
export const preamble = `strategy page
input bars: Bar from stream("x:BARS") @ 1h missing skip
let x = bars.close
let y = bars.open
emit signal page = x - y
`

/** The whole file of an example. */
export function fileOf(example: string): string {
  return /^(?:\/\/.*\n)*(?:strategy|lib) /.test(example) ? example : `${preamble}${example}\n`
}

export function page(
  why: string,
  bad: string,
  good: string,
  more: Pick<Page, 'made' | 'params' | 'beside'> = {},
): Page {
  return { why, bad, good, ...more }
}
