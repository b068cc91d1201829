// The door for documents: what the compiler writes comes through, and nothing that differs from it in
// one member does.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateDag } from '../../../compiler/dag/validate.ts'
import { canonicalJson } from '../../../compiler/identity/canonical-json.ts'
import { dagId } from '../../../compiler/identity/dag-id.ts'
import type { Chance } from '../../support/chance.ts'
import { createChance } from '../../support/chance.ts'
import { compileText } from '../../support/compile-text.ts'
import { holds } from '../../support/generated-cases.ts'
import { generateProgram } from '../../support/generate-program.ts'
import { printProgram } from '../../support/print-program.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Holder = Json[] | { [key: string]: Json }

/** A fresh JSON value of a generated program's document. */
function documentOf(seed: number): Json {
  const { document } = compileText(printProgram(generateProgram(createChance(seed))))
  return JSON.parse(JSON.stringify(document)) as Json
}

interface Place {
  readonly path: string
  readonly holder: Holder
  readonly key: string
  readonly value: Json
}

function placesIn(value: Json, path: string, keep: (path: string) => boolean): Place[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`
    const below = placesIn(inner, at, keep)
    return keep(at) ? [{ path: at, holder: value, key, value: inner }, ...below] : below
  })
}

const put = ({ holder, key }: Place, value: Json): void => {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

interface Damage {
  readonly fits: (path: string, value: Json) => boolean
  /** Gives false where nothing has changed. */
  readonly damage: (place: Place, chance: Chance) => boolean
}

const isList = (value: Json): value is Json[] => Array.isArray(value)
const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !isList(value)

const swap: Damage['damage'] = ({ value }, chance) => {
  if (!isList(value)) return false
  const at = chance.integer(0, value.length - 2)
  const [a, b] = [value[at] ?? null, value[at + 1] ?? null]
  value.splice(at, 2, b, a)
  return canonicalJson(a) !== canonicalJson(b)
}

const DAMAGES: Readonly<Record<string, Damage>> = {
  'another value': {
    fits: (_, value) => typeof value !== 'object',
    damage: (place, chance) => {
      const { value } = place
      if (typeof value === 'number') put(place, value + chance.pick([1, -1, 0.5]))
      if (typeof value === 'boolean') put(place, !value)
      if (typeof value === 'string') put(place, chance.pick([`${value}0`, `x${value.slice(1)}x`, '']))
      return true
    },
  },
  'another type': {
    fits: () => true,
    damage: (place, chance) => {
      const other = chance.pick<Json>([
        null,
        [],
        {},
        typeof place.value === 'number' ? String(place.value) : 7,
      ])
      put(place, other)
      return canonicalJson(place.value) !== canonicalJson(other)
    },
  },
  'a member less': {
    fits: () => true,
    damage: ({ holder, key }) => {
      if (isList(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
      return true
    },
  },
  'a member more': {
    fits: (_, value) => isObject(value),
    damage: ({ value }, chance) => {
      const key = chance.pick(['extra', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])
      if (!isObject(value) || Object.hasOwn(value, key)) return false
      put({ path: '', holder: value, key, value: null }, chance.pick<Json>([1, 'x', null, {}]))
      return true
    },
  },
  'an entry twice': {
    fits: (_, value) => isList(value) && value.length > 0,
    damage: ({ value }) => {
      if (isList(value)) value.push(value.at(-1) ?? null)
      return true
    },
  },
  'two entries in the other order': {
    fits: (_, value) => isList(value) && value.length > 1,
    damage: swap,
  },
  'two nodes or two sinks in the other order': {
    fits: (path, value) => (path === '.nodes' || path === '.sinks') && isList(value) && value.length > 1,
    damage: swap,
  },
}

const inMeta = (path: string): boolean => path.includes('.meta')

function expectRefused(document: Json, what: string): void {
  const result = validateDag(document)
  // A place of the damage begins with a dot, a place of a refusal does not.
  expect(result.ok ? what : result.refusal.path).toMatch(/^[a-z]/)
}

describe('a document of the compiler', () => {
  test('is accepted after a round trip through JSON, as it was', () => {
    holds(
      'documents through JSON',
      80,
      fc.property(fc.integer(), (seed) => {
        const json = documentOf(seed)
        const result = validateDag(json)
        expect(result.ok ? canonicalJson(result.document) : result.refusal).toEqual(canonicalJson(json))
      }),
    )
  })

  for (const [name, { fits, damage }] of Object.entries(DAMAGES))
    test(`is refused with ${name}`, () => {
      let refused = 0
      holds(
        name,
        14,
        fc.property(fc.integer(), fc.integer(), (seed, choice) => {
          const chance = createChance(choice)
          const json = documentOf(seed)
          const applies = placesIn(json, '', (path) => !inMeta(path)).filter(({ path, value }) =>
            fits(path, value),
          )
          for (let i = 0; i < 12 && applies.length > 0; i += 1) {
            const path = applies[chance.integer(0, applies.length - 1)]?.path
            const fresh = JSON.parse(JSON.stringify(json)) as Json
            const place = placesIn(fresh, '', (at) => at === path)[0]
            if (place === undefined || !damage(place, chance)) continue
            refused += 1
            expectRefused(fresh, place.path)
          }
        }),
      )
      expect(refused).toBeGreaterThan(20)
    })

  test('is refused with what people read in another shape', () => {
    holds(
      'damaged meta',
      40,
      fc.property(fc.integer(), fc.integer(), (seed, choice) => {
        const chance = createChance(choice)
        const json = documentOf(seed)
        const places = placesIn(json, '', inMeta)
        const [first, ...rest] = places
        if (first === undefined) return
        const place = chance.pick([first, ...rest])
        if (place.path.endsWith('.meta.params') || place.path.endsWith('.meta.sinks')) return
        put(place, chance.pick([7.5, -1]))
        expectRefused(json, place.path)
      }),
    )
  })

  test('is refused with nodes that no sink needs', () => {
    holds(
      'idle nodes',
      40,
      fc.property(fc.integer(), (seed) => {
        const { document } = compileText(printProgram(generateProgram(createChance(seed))))
        const idle = { ...document, sinks: [], dag_id: dagId(document.v, []) }
        expectRefused(JSON.parse(JSON.stringify(idle)) as Json, '.nodes')
      }),
    )
  })

  test('differs from any other JSON, which is refused and never thrown at', () => {
    holds(
      'any JSON',
      300,
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(validateDag(value).ok).toBe(false)
      }),
    )
  })
})
