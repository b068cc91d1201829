// The greatest and the least value of a window. −0 is less than 0; an na inside makes the result na.
import type { Past, TickBlocks, Window } from './operation.ts'

function extreme(name: string, choose: (a: number, b: number) => number, kernel: TickBlocks): Window {
  return {
    family: 'window',
    name,
    parameters: 1,
    past: ([length = 1]) => length - 1,
    labelled: false,
    value(past: Past, [length = 1]) {
      let best = past.value(0)
      for (let ago = 1; ago < length; ago += 1) best = choose(best, past.value(ago))
      return best
    },
    kernel,
  }
}

export const extremes: readonly Window[] = [
  extreme('highest@1', Math.max, {
    scheme: 'tick-blocks',
    empty: '-Infinity',
    choose: (a, b) => `Math.max(${a}, ${b})`,
  }),
  extreme('lowest@1', Math.min, {
    scheme: 'tick-blocks',
    empty: 'Infinity',
    choose: (a, b) => `Math.min(${a}, ${b})`,
  }),
]
