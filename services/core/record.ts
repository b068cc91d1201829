// One record of a queue: a tick, or the mark that a label has none. The bytes are as permanent as
// NodeIDs; docs/queue-records.md states them for other programs.
import { crc32 } from 'node:zlib'
import { portFailure } from './failures.ts'
import type { PortFailure } from './failures.ts'
import { assertNever } from '../../compiler/internal-error.ts'
import { fail, ok } from './result.ts'
import type { Result } from './result.ts'

export interface RecordColumn {
  readonly name: string
  readonly type: 'float' | 'int' | 'bool' | 'string'
}

export type RecordValue = number | boolean | string

export interface QueueRecord {
  /** The tick's number on its clock. */
  readonly label: number
  /** Milliseconds since 1970: the end of the bucket. */
  readonly time: number
  /** The tick equals that of the evaluation from the origin. */
  readonly ready: boolean
  /** Nothing more will come up to this label. */
  readonly frontier: boolean
  /** The label has no tick: the record carries no values and is not ready. */
  readonly gap: boolean
  /** 64 hex digits: which streams, incarnations and origins the tick came from. */
  readonly lineage: string
  /** In the order of the topic's columns; a float na is `NaN`. Empty for a gap. */
  readonly values: readonly RecordValue[]
}

/** A record as it was stored, with the writer's epoch. */
export interface DecodedRecord extends QueueRecord {
  readonly epoch: number
}

const RECORD_VERSION = 1
/** Bytes before the columns. */
const RECORD_HEADER = 64
/** Fewest bytes of any record: header and checksum. */
const RECORD_MIN = RECORD_HEADER + 4
/** Nothing longer is written or believed. */
export const RECORD_MAX = 1 << 20

const READY = 1
const FRONTIER = 2
const GAP = 4
const CANONICAL_NAN = 0x7ff80000

/** The record's bytes; `recordInvalid` when it does not fit the columns or the number ranges. */
export function encodeRecord(
  columns: readonly RecordColumn[],
  record: QueueRecord,
  epoch: number,
): Result<Buffer, PortFailure<'recordInvalid'>> {
  const fault = faultOf(columns, record, epoch)
  if (fault) return fail(portFailure('recordInvalid', { message: `label ${record.label}: ${fault}` }))
  const strings = record.values.map((value) => (typeof value === 'string' ? Buffer.from(value) : null))
  let size = RECORD_MIN
  for (const [index, bytes] of strings.entries()) {
    if (bytes) size += 4 + bytes.length
    else size += columns[index]?.type === 'bool' ? 1 : 8
  }
  if (size > RECORD_MAX) {
    return fail(
      portFailure('recordInvalid', { message: `label ${record.label}: ${size} bytes are too many` }),
    )
  }
  const out = Buffer.alloc(size)
  out[0] = RECORD_VERSION
  out[1] = (record.ready ? READY : 0) | (record.frontier ? FRONTIER : 0) | (record.gap ? GAP : 0)
  out.writeUInt16LE(columns.length, 2)
  out.writeUInt32LE(size, 4)
  writeInteger(out, record.label, 8)
  writeInteger(out, record.time, 16)
  writeInteger(out, epoch, 24)
  out.write(record.lineage, 32, 'hex')
  let at = RECORD_HEADER
  for (const [index, value] of record.values.entries()) {
    const bytes = strings[index]
    if (bytes) {
      out.writeUInt32LE(bytes.length, at)
      bytes.copy(out, at + 4)
      at += 4 + bytes.length
    } else if (typeof value === 'boolean') {
      out[at] = value ? 1 : 0
      at += 1
    } else {
      // An int has one zero; a float keeps its sign.
      writeFloat(out, columns[index]?.type === 'int' ? Number(value) + 0 : Number(value), at)
      at += 8
    }
  }
  out.writeUInt32LE(crc32(out.subarray(0, at)), at)
  return ok(out)
}

/**
 * Length of the sound record that begins at `at`, or `null` where none does: too few bytes, another
 * version, a length out of range, a wrong checksum.
 */
export function recordLength(bytes: Buffer, at: number): number | null {
  if (bytes.length - at < RECORD_MIN || bytes[at] !== RECORD_VERSION) return null
  const size = bytes.readUInt32LE(at + 4)
  if (size < RECORD_MIN || size > RECORD_MAX || size > bytes.length - at) return null
  return crc32(bytes.subarray(at, at + size - 4)) === bytes.readUInt32LE(at + size - 4) ? size : null
}

/** Label, time, epoch and flags of the sound record at `at`, without its values. */
export function readHead(bytes: Buffer, at: number): Omit<DecodedRecord, 'lineage' | 'values'> {
  const flags = bytes[at + 1] ?? 0
  return {
    label: readInteger(bytes, at + 8),
    time: readInteger(bytes, at + 16),
    epoch: readInteger(bytes, at + 24),
    ready: (flags & READY) !== 0,
    frontier: (flags & FRONTIER) !== 0,
    gap: (flags & GAP) !== 0,
  }
}

/** Lineage of the sound record at `at`. */
export function readLineage(bytes: Buffer, at: number): string {
  return bytes.toString('hex', at + 32, at + 64)
}

/** The sound record of `size` bytes at `at`, or `null` when it was not written with these columns. */
export function decodeRecord(
  columns: readonly RecordColumn[],
  bytes: Buffer,
  at: number,
  size: number,
): DecodedRecord | null {
  const head = readHead(bytes, at)
  if (bytes.readUInt16LE(at + 2) !== columns.length) return null
  const end = at + size - 4
  const values: RecordValue[] = []
  let cursor = at + RECORD_HEADER
  for (const { type } of head.gap ? [] : columns) {
    const length = type === 'bool' ? 1 : type === 'string' ? 4 : 8
    if (cursor + length > end) return null
    if (type === 'bool') values.push(bytes[cursor] === 1)
    else if (type !== 'string') values.push(bytes.readDoubleLE(cursor))
    else {
      const text = cursor + 4
      cursor = text + bytes.readUInt32LE(cursor)
      if (cursor > end) return null
      values.push(bytes.toString('utf8', text, cursor))
      continue
    }
    cursor += length
  }
  return cursor === end ? { ...head, lineage: readLineage(bytes, at), values } : null
}

/** Whether two records say the same, whoever wrote them: all bytes but epoch and checksum. */
export function sameContent(a: Buffer, b: Buffer): boolean {
  return (
    a.length === b.length &&
    a.compare(b, 0, 24, 0, 24) === 0 &&
    a.compare(b, 32, b.length - 4, 32, a.length - 4) === 0
  )
}

function faultOf(columns: readonly RecordColumn[], record: QueueRecord, epoch: number): string | null {
  for (const [name, value] of Object.entries({ label: record.label, time: record.time, epoch })) {
    if (!Number.isSafeInteger(value)) return `${name} ${value} is not an integer below 2^53`
  }
  if (epoch < 0) return `epoch ${epoch} is below zero`
  if (!/^[0-9a-f]{64}$/.test(record.lineage)) return 'the lineage is not 64 lower-case hex digits'
  if (record.gap) return record.values.length > 0 || record.ready ? 'a gap has values or is ready' : null
  if (record.values.length !== columns.length) {
    return `${record.values.length} values for ${columns.length} columns`
  }
  const wrong = columns.find(({ type }, index) => !fits(type, record.values[index]))
  return wrong ? `column ${wrong.name} is not ${wrong.type}` : null
}

function fits(type: RecordColumn['type'], value: RecordValue | undefined): boolean {
  switch (type) {
    case 'float':
      return typeof value === 'number'
    case 'int':
      return Number.isSafeInteger(value)
    case 'bool':
      return typeof value === 'boolean'
    case 'string':
      // A lone surrogate has no UTF-8 and would come back as another text.
      return typeof value === 'string' && value.isWellFormed()
    default:
      return assertNever(type)
  }
}

function writeFloat(out: Buffer, value: number, at: number): void {
  if (Number.isNaN(value)) {
    out.writeUInt32LE(0, at)
    out.writeUInt32LE(CANONICAL_NAN, at + 4)
  } else out.writeDoubleLE(value, at)
}

/** A signed 64-bit integer, without the detour over BigInt. */
function writeInteger(out: Buffer, value: number, at: number): void {
  const high = Math.floor(value / 2 ** 32)
  out.writeUInt32LE(value - high * 2 ** 32, at)
  out.writeInt32LE(high, at + 4)
}

function readInteger(bytes: Buffer, at: number): number {
  return bytes.readInt32LE(at + 4) * 2 ** 32 + bytes.readUInt32LE(at)
}
