// Small decoders from a tree to typed data. Each looks at one value, adds a problem with its line for
// what does not fit, and goes on, so that one reading finds every mistake.
import { suggest } from '../../../dsl/diagnostics/suggest.ts'
import type { Failure } from '../../../services/core/result.ts'
import { projectFailure, type ProjectFailureKind } from '../failures.ts'
import type { MapEntry, Place, Tree } from './tree.ts'

/** Where decoders leave what they find. */
export interface Problems {
  readonly file: string
  readonly found: Failure[]
}

/** Undefined when the value does not fit; a problem has been added then. */
export type Decode<T> = (tree: Tree, problems: Problems) => T | undefined

export function addProblem(
  problems: Problems,
  kind: ProjectFailureKind,
  at: Place,
  message: string,
  hint?: string,
): undefined {
  const details = { message, file: problems.file, line: at.line, ...(hint === undefined ? {} : { hint }) }
  problems.found.push(projectFailure(kind, details))
}

/** How a message calls what is there instead of what was expected. */
function show(tree: Tree): string {
  if (tree.kind === 'list') return 'a list'
  if (tree.kind === 'map') return 'a map'
  return tree.value === null ? 'nothing' : `"${tree.text}"`
}

function expected(what: string, tree: Tree, problems: Problems): undefined {
  const hint = 'qmtl schema config describes every key.'
  return addProblem(problems, 'configValue', tree.at, `expected ${what}, found ${show(tree)}`, hint)
}

/** A text that `accept` turns into a value; `what` describes the texts that it takes. */
export function word<T>(what: string, accept: (text: string) => T | undefined): Decode<T> {
  return (tree, problems) => {
    const value = tree.kind === 'scalar' && typeof tree.value === 'string' ? accept(tree.value) : undefined
    return value ?? expected(what, tree, problems)
  }
}

export const text: Decode<string> = word('a text', (found) => (found === '' ? undefined : found))

export const flag: Decode<boolean> = (tree, problems) =>
  tree.kind === 'scalar' && typeof tree.value === 'boolean'
    ? tree.value
    : expected('true or false', tree, problems)

export const count: Decode<number> = (tree, problems) =>
  tree.kind === 'scalar' && Number.isSafeInteger(tree.value) && Number(tree.value) > 0
    ? Number(tree.value)
    : expected('a whole number above 0', tree, problems)

/** One of a few words. */
export function choice<W extends string>(...words: readonly W[]): Decode<W> {
  return (tree, problems) => {
    const found = tree.kind === 'scalar' ? tree.text : undefined
    const value = words.find((known) => known === found)
    if (value !== undefined) return value
    const nearest = found === undefined ? undefined : suggest(found, words)
    const hint = nearest === undefined ? undefined : `Did you mean ${nearest}?`
    return addProblem(
      problems,
      'configValue',
      tree.at,
      `expected ${words.join(' or ')}, found ${show(tree)}`,
      hint,
    )
  }
}

/** A scalar of any type, as it is written. */
export const written: Decode<{ readonly text: string; readonly line: number }> = (tree, problems) =>
  tree.kind === 'scalar' && tree.value !== null
    ? { text: tree.text, line: tree.at.line }
    : expected('a value', tree, problems)

export function listOf<T>(decode: Decode<T>): Decode<readonly T[]> {
  return (tree, problems) => {
    if (tree.kind !== 'list') return expected('a list', tree, problems)
    return tree.items.flatMap((item) => {
      const value = decode(item, problems)
      return value === undefined ? [] : [value]
    })
  }
}

/** A map whose keys are the user's own; `decode` sees each entry. */
export function entriesOf<T>(
  decode: (entry: MapEntry, problems: Problems) => T | undefined,
): Decode<readonly T[]> {
  return (tree, problems) => {
    if (tree.kind !== 'map') return expected('a map', tree, problems)
    return tree.entries.flatMap((entry) => {
      const value = decode(entry, problems)
      return value === undefined ? [] : [value]
    })
  }
}

/** A map from the user's own keys to values of one kind. */
export function dictionaryOf<T>(decode: Decode<T>): Decode<Readonly<Record<string, T>>> {
  const entries = entriesOf((entry, problems) => {
    const value = decode(entry.value, problems)
    return value === undefined ? undefined : ([entry.key, value] as const)
  })
  return (tree, problems) => {
    const found = entries(tree, problems)
    return found === undefined ? undefined : Object.fromEntries(found)
  }
}

interface Field<T> {
  readonly decode: Decode<T>
  /** Absent for a field that has to be there. */
  readonly otherwise?: { readonly value: T }
}

export function required<T>(decode: Decode<T>): Field<T> {
  return { decode }
}

export function optional<T, D>(decode: Decode<T>, value: D): Field<T | D> {
  return { decode, otherwise: { value } }
}

type Fields = Readonly<Record<string, Field<unknown>>>
type Decoded<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never }

/** A map with exactly these keys; another key is a problem that names the nearest one. */
export function record<F extends Fields>(fields: F): Decode<Decoded<F>> {
  const names = Object.keys(fields)
  return (tree, problems) => {
    if (tree.kind !== 'map') return expected('a map', tree, problems)
    const before = problems.found.length
    for (const { key, at } of tree.entries)
      if (!Object.hasOwn(fields, key)) {
        const nearest = suggest(key, names)
        const known = `The keys here are ${names.join(', ')}.`
        const hint = nearest === undefined ? known : `Did you mean ${nearest}?`
        addProblem(problems, 'configKey', at, `"${key}" is not a key that is known here`, hint)
      }
    const values = names.map((name) => [name, decodeField(tree, name, fields[name], problems)])
    if (problems.found.length > before) return undefined
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field has been decoded without a problem, so each value has its field's type
    return Object.fromEntries(values) as Decoded<F>
  }
}

function decodeField(
  tree: Extract<Tree, { kind: 'map' }>,
  name: string,
  field: Field<unknown> | undefined,
  problems: Problems,
): unknown {
  const entry = tree.entries.find(({ key }) => key === name)
  if (entry) return field?.decode(entry.value, problems)
  if (field?.otherwise) return field.otherwise.value
  const hint = `Add ${name}; qmtl schema config describes every key.`
  return addProblem(problems, 'configMissing', tree.at, `"${name}" is missing here`, hint)
}
