// The door for documents: what the compiler writes comes through, and nothing that differs from it in
// one member does.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateDag } from '../../../compiler/dag/validate.ts'
import { canonicalJson } from '../../../compiler/identity/canonical-json.ts'
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

type Damage = (place: Place, chance: Chance) => boolean

/** Each gives false where there is nothing to damage in its way. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  'another value': (place, chance) => {
    const { value } = place
    if (typeof value === 'number') put(place, value + chance.pick([1, -1, 0.5]))
    else if (typeof value === 'boolean') put(place, !value)
    else if (typeof value === 'string')
      put(place, chance.pick([`${value}0`, value.slice(1), value === '' ? 'x' : value.toUpperCase() + value]))
    else return false
    return true
  },
  'another type': (place, chance) => {
    put(place, chance.pick<Json>([null, [], {}, typeof place.value === 'number' ? String(place.value) : 7]))
    return canonicalJson(place.value) !== canonicalJson((place.holder as { [key: string]: Json })[place.key])
  },
  'a member less': (place) => {
    if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1)
    else delete place.holder[place.key]
    return true
  },
  'a member more': (place, chance) => {
    const { value } = place
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const key = chance.pick(['extra', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])
    if (Object.hasOwn(value, key)) return false
    put({ path: '', holder: value, key, value: null }, chance.pick<Json>([1, 'x', null, {}]))
    return true
  },
  'an entry twice': ({ value }) => {
    const last = Array.isArray(value) ? value.at(-1) : undefined
    if (!Array.isArray(value) || last === undefined) return false
    value.push(last)
    return true
  },
  'two entries in the other order': ({ value }, chance) => {
    if (!Array.isArray(value) || value.length < 2) return false
    const at = chance.integer(0, value.length - 2)
    const [a, b] = [value[at] ?? null, value[at + 1] ?? null]
    if (canonicalJson(a) === canonicalJson(b)) return false
    value.splice(at, 2, b, a)
    return true
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
      120,
      fc.property(fc.integer(), (seed) => {
        const json = documentOf(seed)
        const result = validateDag(json)
        expect(result.ok ? canonicalJson(result.document) : result.refusal).toEqual(canonicalJson(json))
      }),
    )
  })

  for (const [name, damage] of Object.entries(DAMAGES))
    test(`is refused with ${name}`, () => {
      let refused = 0
      holds(
        name,
        40,
        fc.property(fc.integer(), fc.integer(), (seed, choice) => {
          const chance = createChance(choice)
          const json = documentOf(seed)
          const [first, ...rest] = placesIn(json, '', (path) => !inMeta(path))
          if (first === undefined) return
          for (let i = 0; i < 12; i += 1) {
            const fresh = JSON.parse(JSON.stringify(json)) as Json
            const index = chance.integer(0, rest.length)
            const place = placesIn(fresh, '', (path) => !inMeta(path))[index]
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
