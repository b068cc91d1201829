// Reads and checks one node: its preimage must give the hashes that it claims.
import { decodeFloat } from '../identity/encode-float.ts'
import { OPERATIONS } from '../../dsl/builtins/registry.ts'
import { CALENDAR_RULES, calendar } from '../../dsl/calendars/calendar.ts'
import { hashNode } from '../identity/node-id.ts'
import type { Preimage } from '../identity/node-id.ts'
import { checkForm } from './check-form.ts'
import { checkRows } from './check-rows.ts'
import { sameClock } from './clock.ts'
import type {
  Clock,
  Config,
  Constant,
  DagNode,
  Kernel,
  NodeMeta,
  Schema,
  ScalarSchema,
  SourceRef,
} from './document.ts'
import { SCHEME } from './document.ts'
import { LIMITS } from './limits.ts'
import { isMissingPolicy } from './missing-policy.ts'
import { hash, identifier, integer, list, name, object, oneOf, table, text } from './read-json.ts'
import { readKernel } from './read-kernel.ts'
import { refuse } from './refusal.ts'

const NODE_TYPES = ['input', 'point', 'window', 'rec'] as const
const SCALARS: readonly ScalarSchema[] = ['float', 'int', 'bool', 'string']
const WEEK_MS = 604_800_000

/** `upstream` are the nodes before it in the document, by id. */
export function readNode(value: unknown, path: string, upstream: ReadonlyMap<string, DagNode>): DagNode {
  const members = object(value, path, [
    'node_id',
    'node_type',
    'code_hash',
    'config_hash',
    'schema_hash',
    'kernel',
    'config',
    'schema',
    'meta',
  ])
  const node_type = oneOf(members.get('node_type'), `${path}.node_type`, NODE_TYPES)
  const kernel = readKernel(members.get('kernel'), `${path}.kernel`)
  const sources = kernel.rows.filter(([op]) => op === 'input').length
  if (node_type === 'input' ? kernel.rows.length !== 1 || sources !== 1 : sources > 0)
    refuse(`${path}.kernel.rows`, 'an input is one row of its own')
  const config = readConfig(members.get('config'), `${path}.config`, node_type === 'input', kernel)
  const schema = readSchema(members.get('schema'), `${path}.schema`)
  const hashes = hashNode({ node_type, kernel, config, schema })
  for (const field of ['code_hash', 'config_hash', 'schema_hash', 'node_id'] as const) {
    const claimed = hash(members.get(field), `${path}.${field}`)
    if (claimed !== hashes[field])
      refuse(`${path}.${field}`, `is ${claimed}, the content gives ${hashes[field]}`)
  }
  const inputs = config.inputs.map(
    (id, i) =>
      upstream.get(id) ?? refuse(`${path}.config.inputs[${i}]`, `node ${id} does not stand before this one`),
  )
  if (node_type === 'input') checkNumbers(schema, `${path}.schema`)
  else checkComputed({ node_type, kernel, config, schema }, inputs, path)
  return {
    ...hashes,
    node_type,
    kernel,
    config,
    schema,
    meta: readMeta(members.get('meta'), `${path}.meta`, kernel),
  }
}

/** What an input may be read as. */
function checkNumbers(schema: Schema, path: string): void {
  const types = typeof schema === 'string' ? [schema] : Object.values(schema.record)
  if (types.length === 0 || types.some((type) => type !== 'float' && type !== 'int'))
    refuse(path, 'an input is a number or a record of numbers')
}

/** What only a computed node has to keep: its rows make sense, and it ticks with what it reads. */
function checkComputed(node: Preimage, inputs: readonly DagNode[], path: string): void {
  const { node_type, kernel, config, schema } = node
  checkForm(kernel, config, `${path}.kernel`)
  checkRows(
    kernel,
    config,
    schema,
    inputs.map((input) => input.schema),
    `${path}.kernel`,
  )
  const memory = OPERATIONS.get(kernel.rows.at(-1)?.[0] ?? '')?.memory.kind
  const expected = memory === 'window' ? 'window' : memory === 'origin' ? 'rec' : 'point'
  if (node_type !== expected)
    refuse(`${path}.node_type`, `is ${node_type}, the kernel is of type ${expected}`)
  const other = inputs.find((input) => !sameClock(input.config.clock, config.clock))
  if (other !== undefined) refuse(`${path}.config.clock`, `is not the clock of node ${other.node_id}`)
}

function readConfig(value: unknown, path: string, isInput: boolean, kernel: Kernel): Config {
  const keys = ['v', 'clock', 'inputs', 'consts', ...(isInput ? ['stream', 'missing', 'since?'] : [])]
  const members = object(value, path, keys)
  const v = integer(members.get('v'), `${path}.v`)
  if (v !== SCHEME) refuse(`${path}.v`, `is scheme ${v}; this version knows scheme ${SCHEME}`)
  const inputs = list(members.get('inputs'), `${path}.inputs`, LIMITS.fanIn).map((id, i) =>
    hash(id, `${path}.inputs[${i}]`),
  )
  if (new Set(inputs).size !== inputs.length) refuse(`${path}.inputs`, 'lists a node twice')
  if (inputs.length !== kernel.slots)
    refuse(`${path}.inputs`, `has ${inputs.length} entries for ${kernel.slots} slots`)
  const consts = list(members.get('consts'), `${path}.consts`, LIMITS.rows).map((constant, i) =>
    readConstant(constant, `${path}.consts[${i}]`, kernel.holes[i]),
  )
  if (consts.length !== kernel.holes.length)
    refuse(`${path}.consts`, `has ${consts.length} entries for ${kernel.holes.length} holes`)
  const base = { v, clock: readClock(members.get('clock'), `${path}.clock`), inputs, consts }
  if (!isInput) return base
  const stream = streamName(members.get('stream'), `${path}.stream`)
  const missing = members.get('missing')
  if (!isMissingPolicy(missing)) return refuse(`${path}.missing`, 'is no policy for missing data')
  if (!members.has('since')) return { ...base, stream, missing }
  const since = text(members.get('since'), `${path}.since`, 24)
  if (!INSTANT.test(since)) refuse(`${path}.since`, 'is no instant as 2020-01-31T00:00:00.000Z')
  return { ...base, stream, missing, since }
}

function readConstant(value: unknown, path: string, hole: 'i' | 'f' | undefined): Constant {
  if (hole === 'i') return integer(value, path, Number.MIN_SAFE_INTEGER)
  const found = text(value, path, 20)
  const float = decodeFloat(found)
  if (float === null || !Number.isFinite(float))
    return refuse(path, 'must be a finite float as f64: and 16 hex digits')
  return `f64:${found.slice(4)}`
}

function readClock(value: unknown, path: string): Clock {
  const keys = Object.keys(typeof value === 'object' && value !== null ? value : {})
  if (keys.includes('calendar')) return readCalendarClock(value, path)
  if (keys.includes('events'))
    return { events: streamName(object(value, path, ['events']).get('events'), `${path}.events`) }
  const members = object(value, path, ['every_ms', 'phase_ms'])
  const every_ms = integer(members.get('every_ms'), `${path}.every_ms`, 1_000, WEEK_MS)
  return { every_ms, phase_ms: integer(members.get('phase_ms'), `${path}.phase_ms`, 0, every_ms - 1) }
}

function readCalendarClock(value: unknown, path: string): Clock {
  const members = object(value, path, ['calendar', 'version', 'every'])
  const id = text(members.get('calendar'), `${path}.calendar`, 64)
  const version = integer(members.get('version'), `${path}.version`, 1, 1_000)
  if (calendar(id, version) === null)
    refuse(`${path}.calendar`, `is no calendar that this version knows: "${id}" of version ${version}`)
  return { calendar: id, version, every: oneOf(members.get('every'), `${path}.every`, CALENDAR_RULES) }
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** The name of a stream, as of a leg, or an identifier. */
function fieldName(key: string, path: string): string {
  return /[:./-]/.test(key) ? streamName(key, path) : identifier(key, path)
}

export function streamName(value: unknown, path: string): string {
  const stream = text(value, path, 128)
  if (!/^[A-Za-z0-9][A-Za-z0-9:._/-]*$/.test(stream)) refuse(path, 'is no name of a stream')
  return stream
}

function readSchema(value: unknown, path: string): Schema {
  if (typeof value === 'string') return oneOf(value, path, SCALARS)
  const members = object(value, path, ['record'])
  const fields = table(members.get('record'), `${path}.record`, LIMITS.fields)
  return {
    record: Object.fromEntries(
      fields.map(([key, field]) => [
        fieldName(key, `${path}.record`),
        oneOf(field, `${path}.record.${key}`, SCALARS),
      ]),
    ),
  }
}

function readMeta(value: unknown, path: string, kernel: Kernel): NodeMeta {
  const members = object(value, path, ['names', 'label', 'rows', 'holes'])
  const refs = (key: string, count: number): readonly (SourceRef | null)[] => {
    const entries = list(members.get(key), `${path}.${key}`, LIMITS.rows)
    if (entries.length !== count) refuse(`${path}.${key}`, `has ${entries.length} entries, not ${count}`)
    return entries.map((entry, i) => (entry === null ? null : readSourceRef(entry, `${path}.${key}[${i}]`)))
  }
  return {
    names: list(members.get('names'), `${path}.names`, LIMITS.fields).map((each, i) =>
      name(each, `${path}.names[${i}]`),
    ),
    label: name(members.get('label'), `${path}.label`),
    rows: refs('rows', kernel.rows.length),
    holes: refs('holes', kernel.holes.length),
  }
}

export function readSourceRef(value: unknown, path: string): SourceRef {
  const members = object(value, path, ['file', 'line', 'column', 'text'])
  return {
    file: name(members.get('file'), `${path}.file`, 4_096),
    line: integer(members.get('line'), `${path}.line`, 1),
    column: integer(members.get('column'), `${path}.column`, 1),
    text: text(members.get('text'), `${path}.text`),
  }
}
