// Puts definitions into an order in which each comes after what it needs. The order of writing
// means nothing in the language, and long chains of definitions must not nest calls.

export interface Ordered {
  /** Every name once, dependencies first. */
  readonly order: readonly string[]
  /** Each circle of definitions, in order of need, the first name not repeated. */
  readonly cycles: readonly (readonly string[])[]
}

/** Orders `needs` (name → names that it needs); names that are no keys are ignored. */
export function orderDefinitions(needs: ReadonlyMap<string, Iterable<string>>): Ordered {
  const order: string[] = []
  const cycles: string[][] = []
  const state = new Map<string, 'open' | 'done'>()
  for (const start of needs.keys()) {
    if (state.has(start)) continue
    const path: { name: string; rest: Iterator<string> }[] = []
    const enter = (name: string): void => {
      state.set(name, 'open')
      path.push({ name, rest: (needs.get(name) ?? [])[Symbol.iterator]() })
    }
    enter(start)
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.next()
      if (next.done === true) {
        state.set(top.name, 'done')
        order.push(top.name)
        path.pop()
      } else if (needs.has(next.value)) {
        if (state.get(next.value) === 'open') {
          const names = path.map(({ name }) => name)
          cycles.push(names.slice(names.indexOf(next.value)))
        } else if (!state.has(next.value)) enter(next.value)
      }
    }
  }
  return { order, cycles }
}
