// Turns one difference into a cause with texts and a place. Where the user's texts say the same on
// both sides (a library function, a renamed file), canonical texts take over.
import { byCodeUnit } from './code-units.ts'
import { termClock } from '../dag/clock.ts'
import type { Constant, DagNode, SourceRef } from '../dag/document.ts'
import { InternalError } from '../internal-error.ts'
import { showClock } from '../../dsl/term/clock.ts'
import type { Cause, CauseClass, CauseKind } from './cause.ts'
import type { Path } from './path.ts'
import { pathText } from './path.ts'
import type { IndexedTerm, Resolved, TermIndex } from './term-index.ts'
import { configExtras } from './term-index.ts'
import {
  canonicalText,
  constantText,
  nearestPlace,
  operandText,
  schemaText,
  termPlace,
  termText,
} from './text.ts'

/** The two sides of a comparison. */
export interface Sides {
  readonly before: TermIndex
  readonly after: TermIndex
}

interface Difference {
  readonly kind: CauseKind
  readonly path: string
  readonly from: string
  readonly to: string
  readonly place: SourceRef | null
}

const CLASSES: Readonly<Partial<Record<CauseKind, CauseClass>>> = {
  schema: 'schema',
  clock: 'temporal',
  missing: 'temporal',
  since: 'temporal',
}

const EXTRAS: Readonly<Record<string, CauseKind>> = { stream: 'stream', missing: 'missing', since: 'since' }

function cause(sides: Sides, fresh: IndexedTerm, difference: Difference): Cause {
  const { kind, path, from, to, place } = difference
  return {
    kind,
    class: CLASSES[kind] ?? 'value',
    path,
    from,
    to,
    within: termText(sides.after, fresh),
    ...(place === null ? { file: sides.after.document.meta.file } : { file: place.file, line: place.line }),
  }
}

export function constantCause(
  sides: Sides,
  path: Path,
  old: IndexedTerm,
  fresh: IndexedTerm,
  holes: { readonly old: number; readonly fresh: number; readonly from: Constant; readonly to: Constant },
): Cause {
  const [was, is] = [holePlace(old, holes.old), holePlace(fresh, holes.fresh)]
  const written = was !== null && is !== null && was.text !== is.text
  return cause(sides, fresh, {
    kind: 'constant',
    path: pathText(path, `?${holes.fresh}`),
    from: written ? was.text : constantText(holes.from),
    to: written ? is.text : constantText(holes.to),
    place: is ?? nearestPlace(fresh),
  })
}

/** Where the constant itself was written; a default has no place but that of the whole call. */
function holePlace(term: IndexedTerm, hole: number): SourceRef | null {
  const place = term.node.meta.holes[hole] ?? null
  const whole = termPlace(term)
  const same = place !== null && whole !== null && place.text === whole.text && place.line === whole.line
  return same ? null : place
}

/** Another operation, or the same one with its operands the other way round. */
export function operationCause(
  sides: Sides,
  path: Path,
  old: IndexedTerm,
  fresh: IndexedTerm,
  kind: 'operation' | 'operands' = 'operation',
): Cause {
  const texts = differing(
    [termText(sides.before, old), termText(sides.after, fresh)],
    [canonicalText(sides.before, old, 3), canonicalText(sides.after, fresh, 3)],
  )
  return cause(sides, fresh, { kind, path: pathText(path), ...texts, place: nearestPlace(fresh) })
}

/** A constant that became an expression, or the other way. */
export function replacedOperand(
  sides: Sides,
  path: Path,
  [old, was]: readonly [IndexedTerm, Resolved],
  [fresh, is]: readonly [IndexedTerm, Resolved],
): Cause {
  const place = is.kind === 'constant' ? fresh.node.meta.holes[is.hole] : null
  return cause(sides, fresh, {
    kind: 'operation',
    path: pathText(path, is.kind === 'constant' ? `?${is.hole}` : undefined),
    from: operandText(sides.before, old, was),
    to: operandText(sides.after, fresh, is),
    place: place ?? nearestPlace(fresh),
  })
}

export function attributeCauses(
  sides: Sides,
  path: Path,
  old: IndexedTerm,
  fresh: IndexedTerm,
): readonly Cause[] {
  const keys = new Set([...Object.keys(old.attributes), ...Object.keys(fresh.attributes)])
  return [...keys]
    .toSorted(byCodeUnit)
    .map((key) => ({ key, from: plain(old.attributes[key]), to: plain(fresh.attributes[key]) }))
    .filter(({ from, to }) => from !== to)
    .map(({ key, from, to }) => {
      const kind = fresh.op === 'field' ? 'field' : 'option'
      return cause(sides, fresh, { kind, path: pathText(path, key), from, to, place: nearestPlace(fresh) })
    })
}

/** A term that became a node of its own, or no longer is one. */
export function markCause(sides: Sides, path: Path, fresh: IndexedTerm): Cause {
  const [own, part] = ['a node of its own', 'a part of its consumer']
  const [from, to] = fresh.root ? [part, own] : [own, part]
  return cause(sides, fresh, {
    kind: 'node-mark',
    path: pathText(path),
    from,
    to,
    place: nearestPlace(fresh),
  })
}

/** What two paired nodes declare beside their operands: stream, clock, policies, type of a source. */
export function sourceCauses(
  sides: Sides,
  path: Path,
  old: IndexedTerm,
  fresh: IndexedTerm,
): readonly Cause[] {
  const [was, is] = [old.node, fresh.node]
  const found: Cause[] = []
  const add = (kind: CauseKind, last: string, from: string, to: string) => {
    const place = nearestPlace(fresh)
    if (from !== to) found.push(cause(sides, fresh, { kind, path: pathText(path, last), from, to, place }))
  }
  const [before, after] = [new Map(configExtras(was)), new Map(configExtras(is))]
  for (const key of new Set([...before.keys(), ...after.keys()]))
    add(EXTRAS[key] ?? 'option', key, plain(before.get(key)), plain(after.get(key)))
  if (was.config.inputs.length > 0 || is.config.inputs.length > 0) return found
  add('clock', 'clock', clockOf(was), clockOf(is))
  add('schema', 'type', schemaText(was.schema), schemaText(is.schema))
  add('scheme', 'v', String(was.config.v), String(is.config.v))
  return found
}

/**
 * The answer of last resort for two nodes of different ids: the first part of the preimage that
 * differs. Ids are hashes of the preimage, so there always is one.
 */
export function preimageCause(sides: Sides, path: Path, old: IndexedTerm, fresh: IndexedTerm): Cause {
  const [was, is] = [old.node, fresh.node]
  const parts: readonly (readonly [CauseKind, string, string])[] = [
    ['schema', schemaText(was.schema), schemaText(is.schema)],
    ['clock', clockOf(was), clockOf(is)],
    ['scheme', String(was.config.v), String(is.config.v)],
    ['operation', was.node_type, is.node_type],
    ['form', JSON.stringify(was.kernel.rows), JSON.stringify(is.kernel.rows)],
    ['form', JSON.stringify(was.kernel), JSON.stringify(is.kernel)],
    ['constant', JSON.stringify(was.config.consts), JSON.stringify(is.config.consts)],
  ]
  const [kind, from, to] = parts.find(([, a, b]) => a !== b) ?? [
    'operation',
    canonicalText(sides.before, old, 3),
    canonicalText(sides.after, fresh, 3),
  ]
  return cause(sides, fresh, { kind, path: pathText(path), from, to, place: nearestPlace(fresh) })
}

/** A node about which nothing else is known but that it was not there. */
export function additionCause(sides: Sides, id: string): Cause {
  const fresh = sides.after.terms[sides.after.roots.get(id) ?? -1]
  if (fresh === undefined) throw new InternalError(`node ${id} is not in its own document`)
  const to = termText(sides.after, fresh)
  return cause(sides, fresh, {
    kind: 'form',
    path: id.slice(0, 12),
    from: 'none',
    to,
    place: nearestPlace(fresh),
  })
}

function clockOf(node: DagNode): string {
  return showClock(termClock(node.config.clock))
}

function plain(value: unknown): string {
  if (value === undefined) return 'none'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function differing(texts: readonly [string, string], otherwise: readonly [string, string]) {
  const [from, to] = texts[0] === texts[1] ? otherwise : texts
  return { from, to }
}
