// The form that a plan read from a file must have. DAG documents inside are only looked at from
// outside: who applies them validates them.

type Shape =
  | 'string'
  | 'count'
  | 'boolean'
  | 'any'
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly either: readonly (Shape | null)[] }
  | { readonly members: Readonly<Record<string, Shape>>; readonly optional?: Readonly<Record<string, Shape>> }

const NAMES: Shape = { list: 'string' }
const CLOCK: Shape = {
  either: [
    { members: { every_ms: 'count', phase_ms: 'count' } },
    { members: { calendar: 'string', version: 'count', every: 'string' } },
    { members: { events: 'string' } },
  ],
}
const POSITION: Shape = { members: { line: 'count', column: 'count' } }

const REASON: Shape = {
  members: { path: 'string', from: 'string', to: 'string', kind: 'string' },
  optional: { file: 'string', line: 'count', within: 'string' },
}

const CHANGE: Shape = {
  members: {
    resource: 'string',
    id: 'string',
    action: 'string',
    strategies: NAMES,
    label: 'string',
    cause: 'boolean',
    reason: { list: REASON },
  },
  optional: { strategy: 'string', class: 'string', root: 'string', previous: 'string', grade: 'string' },
}

const CHECK: Shape = {
  members: { code: 'string', severity: 'string', title: 'string', message: 'string', docs: 'string' },
  optional: { hint: 'string', file: 'string', range: { members: { start: POSITION, end: POSITION } } },
}

const OPERATION: Shape = {
  members: { id: 'string', resource: 'string', action: 'string', target: 'string' },
  optional: { details: { map: { either: ['string', 'count', NAMES] } } },
}

const STREAM: Shape = {
  members: {
    key: 'string',
    name: 'string',
    clock: CLOCK,
    type: 'string',
    origin_ms: { either: ['count', null] },
    tags: NAMES,
    history: 'any',
    live: 'any',
  },
  optional: { at: { members: { file: 'string', line: 'count' } } },
}

const NEAR_MISS: Shape = {
  members: {
    node: 'string',
    other: 'string',
    differs_in: 'string',
    node_label: 'string',
    other_label: 'string',
    other_is: 'string',
  },
}

const counts = (...names: readonly string[]): Shape => ({
  members: Object.fromEntries(names.map((name) => [name, 'count' as const])),
})

const PLAN: Shape = {
  members: {
    format_version: 'string',
    environment: 'string',
    generation: counts('from', 'to'),
    applyable: 'boolean',
    materialise: 'string',
    ops_digest: 'string',
    read_set: { list: { members: { kind: 'string', key: 'string', etag: 'string' } } },
    changes: { list: CHANGE },
    summary: counts('create', 'update', 'delete', 'reuse', 'rename', 'none'),
    reuse: {
      members: {
        nodes: counts('known', 'queued', 'covered', 'live', 'total'),
        bars: counts('reused', 'total'),
      },
    },
    impact: {
      members: {
        nodes: 'count',
        strategies: 'count',
        environments: NAMES,
        live_runs: 'count',
        sinks: 'count',
      },
    },
    cost: counts('bars', 'node_bars'),
    near_misses: { list: NEAR_MISS },
    checks: { list: CHECK },
    operations: { list: OPERATION },
    streams: { list: STREAM },
    strategies: { list: { members: { name: 'string', document: 'any', params: { map: 'string' } } } },
  },
}

const FILE: Shape = { members: { plan: PLAN, plan_digest: 'string' } }

/** What is wrong with the parsed content of a plan file, or null; unknown members are wrong. */
export function planFault(value: unknown): string | null {
  return faultOf(value, FILE, '')
}

function faultOf(value: unknown, shape: Shape, path: string): string | null {
  if (shape === 'any') return null
  if (shape === 'count') return Number.isSafeInteger(value) ? null : wrong(path, 'an integer')
  if (typeof shape === 'string') return typeof value === shape ? null : wrong(path, `a ${shape}`)
  if ('either' in shape) {
    const fits = shape.either.some((one) =>
      one === null ? value === null : faultOf(value, one, path) === null,
    )
    return fits ? null : wrong(path, 'what it has to be')
  }
  if ('list' in shape) {
    if (!Array.isArray(value)) return wrong(path, 'a list')
    return firstFault(value.entries(), (item, index) => faultOf(item, shape.list, `${path}/${index}`))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(path, 'an object')
  const entries = Object.entries(value)
  if ('map' in shape) return firstFault(entries, (item, key) => faultOf(item, shape.map, `${path}/${key}`))
  const { members, optional = {} } = shape
  const missing = Object.keys(members).find((key) => !Object.hasOwn(value, key))
  if (missing !== undefined) return `${path}/${missing} is missing`
  return firstFault(entries, (item, key) => {
    const member = Object.hasOwn(members, key)
      ? members[key]
      : Object.hasOwn(optional, key)
        ? optional[key]
        : undefined
    return member === undefined ? `${path}/${key} is unknown` : faultOf(item, member, `${path}/${key}`)
  })
}

function firstFault<K>(
  entries: Iterable<readonly [K, unknown]>,
  check: (item: unknown, key: K) => string | null,
): string | null {
  for (const [key, item] of entries) {
    const fault = check(item, key)
    if (fault !== null) return fault
  }
  return null
}

function wrong(path: string, wanted: string): string {
  return `${path} is not ${wanted}`
}
