// The names of a file: what each stands for, and which ones stand for something that could not be
// understood. Values and functions live in two spaces; the order of writing means nothing.
import type { File, Fn, Input, Let, Name, Param } from '../syntax/ast.ts'
import type { Checker } from './checker.ts'
import { namesUsed, namesUsedNow } from './names-used.ts'

const LONGEST_NAME = 100

export type DefiningItem = Param | Input | Let | Fn

export interface FileNames {
  /** Definitions by key, each name once. */
  readonly items: ReadonlyMap<string, DefiningItem>
  /** All names of values that the file defines. */
  readonly values: ReadonlySet<string>
  /** A finding has been reported where they are defined: their uses are not reported again. */
  readonly faulty: ReadonlySet<string>
}

/** Keys of the two spaces of names. */
export const valueKey = (name: string): string => `value ${name}`
const fnKey = (name: string): string => `fn ${name}`

/** The name of a key. */
const nameOfKey = (key: string): string => key.slice(key.indexOf(' ') + 1)

export function namesOf(item: DefiningItem): readonly Name[] {
  if (item.kind !== 'let') return [item.name]
  return item.target.kind === 'name' ? [item.target.name] : item.target.names
}

/** Collects the names of a file; reports those that are defined twice. */
export function collectNames(check: Checker, file: File): FileNames {
  const items = new Map<string, DefiningItem>()
  const faulty = new Set<string>()
  const checkLength = ({ text, span }: Name): void => {
    if (text.length > LONGEST_NAME)
      check.report('QD0312', span, { text: `a name has at most ${LONGEST_NAME} characters` })
  }
  checkLength(file.name)
  for (const item of file.items) {
    if (item.kind === 'emit') checkLength(item.name)
    if (item.kind === 'broken-item') for (const name of item.names) faulty.add(name.text)
    if (item.kind !== 'param' && item.kind !== 'input' && item.kind !== 'let' && item.kind !== 'fn') continue
    for (const name of namesOf(item)) {
      checkLength(name)
      const key = item.kind === 'fn' ? fnKey(name.text) : valueKey(name.text)
      const first = items.get(key)
      if (first !== undefined) reportTwice(check, name, namesOf(first))
      else if (file.form === 'lib' && (item.kind === 'param' || item.kind === 'input')) faulty.add(name.text)
      else items.set(key, item)
    }
  }
  const values = [...items].filter(([, item]) => item.kind !== 'fn').map(([key]) => nameOfKey(key))
  return { items, values: new Set(values), faulty }
}

/** Reports a name that one of `others` has already. */
export function reportTwice(check: Checker, { text: name, span }: Name, others: readonly Name[]): void {
  const first = others.find((other) => other.text === name)
  const labels = first === undefined ? [] : [{ span: first.span, text: 'here first' }]
  check.report('QD0201', span, { name }, { labels })
}

/** The keys of what a definition mentions. `used` says which mentions count. */
export function needsOf(item: DefiningItem, used = namesUsed): readonly string[] {
  if (item.kind === 'input') return []
  if (item.kind !== 'fn') {
    const { values, fns } = used([item.value])
    return [...[...values].map(valueKey), ...[...fns].map(fnKey)]
  }
  const own = new Set(item.params.map((param) => param.name.text))
  const { values, fns } = used([item.body, ...item.params.flatMap((param) => param.value ?? [])])
  return [...[...values].filter((name) => !own.has(name)).map(valueKey), ...[...fns].map(fnKey)]
}

/** Reports a circle of definitions at the first of them. */
export function reportCycle(
  check: Checker,
  items: ReadonlyMap<string, DefiningItem>,
  cycle: readonly string[],
): void {
  const item = items.get(cycle[0] ?? '')
  const [name] = item === undefined ? [] : namesOf(item)
  if (name === undefined) return
  const names = cycle.map(nameOfKey)
  const text = [...names, names[0]].join(' → ')
  if (cycle.every((key) => key.startsWith('fn '))) check.report('QD0502', name.span, { cycle: text })
  else check.report('QD0501', name.span, { cycle: text, past: throughPast(items, cycle) })
}

/** Does some definition of the circle need the next one only as it was on ticks before? */
function throughPast(items: ReadonlyMap<string, DefiningItem>, cycle: readonly string[]): boolean {
  return cycle.some((key, index) => {
    const item = items.get(key)
    const next = cycle[(index + 1) % cycle.length] ?? key
    return item !== undefined && !needsOf(item, namesUsedNow).includes(next)
  })
}
