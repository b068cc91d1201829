// The shape of one catalogue entry. Entries are data and functions from arguments to text; they
// know no source, no span and no tree.

export type Severity = 'error' | 'warning' | 'note'

/** What a code means. `A` is the shape of the arguments that a report of it must bring. */
export interface Definition<A> {
  readonly severity: Severity
  /** Constant text, without anything of the user's: it names the rule. */
  readonly title: string
  /** What is wrong here, with the user's own names and values. */
  readonly message: (args: A) => string
  /** What to do next. A function may return `undefined` where it has nothing to say. */
  readonly hint?: string | ((args: A) => string | undefined)
}

/** Declares a catalogue entry; the type of the arguments follows from `message`. */
export function finding<A>(definition: Definition<A>): Definition<A> {
  return definition
}
