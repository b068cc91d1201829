// Finds out what tells the branches of the grammar apart when the parser first comes to one. Few
// texts use every branch, and to look at all of them takes longer than to read a strategy.
import { LLkLookaheadStrategy } from 'chevrotain'
import type { ILookaheadStrategy } from 'chevrotain'

type Alternation = Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0]
type Optional = Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0]

export class LazyLookahead extends LLkLookaheadStrategy {
  override buildLookaheadForAlternation(branch: Alternation) {
    return later(() => super.buildLookaheadForAlternation(branch))
  }

  override buildLookaheadForOptional(branch: Optional) {
    return later(() => super.buildLookaheadForOptional(branch))
  }
}

/** A function that is made by its first call; the parser calls it as its own method. */
function later<This, Args extends unknown[], Value>(make: () => (this: This, ...args: Args) => Value) {
  let made: ((this: This, ...args: Args) => Value) | undefined
  return function (this: This, ...args: Args): Value {
    made ??= make()
    return made.apply(this, args)
  }
}
