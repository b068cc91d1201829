// The only reader of YAML: version 1.2, core schema, one document of plain data. What other readers
// of YAML see in the same bytes has to be the same, so anchors, tags, merge keys and double keys are
// refused, not interpreted.
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
} from 'yaml'
import { fail, ok, type Result } from '../../../services/core/result.ts'
import { projectFailure, type ProjectFailureKind } from '../failures.ts'
import { tooDeep } from './nesting.ts'
import type { MapEntry, Place, Tree } from './tree.ts'

/** Deeper than any configuration; a guard for the recursion below. */
const maxDepth = 64

interface Reading {
  readonly file: string
  readonly text: string
  readonly lines: LineCounter
}

type YamlNode = Document['contents']

const hints: Readonly<Partial<Record<ProjectFailureKind, string>>> = {
  configSyntax: 'Look at the indentation, quotes and colons on this line and around it.',
  configDuplicate: 'Keep one of them.',
  configFeature: 'The configuration is plain data: maps, lists, texts, numbers, true and false.',
}

/**
 * Reads one document.
 *
 * @param file how failures name it
 * @returns the tree, or null for a file that holds nothing but comments
 */
export function readYaml(file: string, text: string): Result<Tree | null> {
  const lines = new LineCounter()
  const reading: Reading = { file, text, lines }
  const deep = tooDeep(text)
  if (deep !== null) {
    // The parser fills in where lines begin, and it has not run.
    const line = text.slice(0, deep).split('\n').length
    const message = 'values lie too deep in each other'
    return fail(projectFailure('configSyntax', { message, file, line }))
  }
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: true,
    strict: true,
    prettyErrors: false,
    // Less than this would take a second document in silence.
    logLevel: 'error',
    lineCounter: lines,
  })
  const [error] = document.errors
  if (error) {
    const kind = error.code === 'DUPLICATE_KEY' ? 'configDuplicate' : 'configSyntax'
    const message =
      kind === 'configDuplicate'
        ? `the key ${keyAt(reading, error.pos[0])} stands twice in one map`
        : sentence(error.message)
    return refuse(reading, kind, error.pos[0], message)
  }
  if (document.directives?.docStart && /^%/m.test(text)) {
    return refuse(reading, 'configFeature', text.search(/^%/m), 'directives such as %YAML are not read')
  }
  return document.contents === null ? ok(null) : readNode(reading, document.contents, 0)
}

function readNode(reading: Reading, node: YamlNode, depth: number): Result<Tree> {
  const offset = node?.range?.[0] ?? 0
  const at = placeOf(reading, offset)
  if (node === null) return ok({ kind: 'scalar', at, value: null, text: '' })
  if (isAlias(node))
    return refuse(
      reading,
      'configFeature',
      offset,
      `the alias *${node.source} is not read; write the value out`,
    )
  if (node.anchor !== undefined)
    return refuse(
      reading,
      'configFeature',
      offset,
      `the anchor &${node.anchor} is not read; write the value out`,
    )
  const tag = tagBefore(reading, offset)
  if (tag !== null || node.tag !== undefined)
    return refuse(
      reading,
      'configFeature',
      offset,
      `the tag ${tag ?? node.tag} is not read; write the value alone`,
    )
  if (depth > maxDepth) return refuse(reading, 'configSyntax', offset, 'values lie too deep in each other')
  if (isMap(node)) return readMap(reading, node.items, at, depth)
  if (isSeq(node)) {
    const items: Tree[] = []
    for (const item of node.items) {
      const read = readNode(reading, nodeOf(item), depth + 1)
      if (!read.ok) return read
      items.push(read.value)
    }
    return ok({ kind: 'list', at, items })
  }
  return readScalar(reading, node, at)
}

function readScalar(reading: Reading, node: YamlNode, at: Place): Result<Tree> {
  const value: unknown = isScalar(node) ? node.value : undefined
  const plain =
    isScalar(node) && node.type === 'PLAIN' && node.range
      ? reading.text.slice(node.range[0], node.range[1])
      : null
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return ok({ kind: 'scalar', at, value, text: plain ?? String(value ?? '') })
  return refuse(
    reading,
    'configFeature',
    node?.range?.[0] ?? 0,
    'this value is no text, number, true, false or null',
  )
}

function readMap(reading: Reading, pairs: readonly Pair[], at: Place, depth: number): Result<Tree> {
  const entries: MapEntry[] = []
  for (const { key, value } of pairs) {
    const read = readNode(reading, nodeOf(key), depth + 1)
    if (!read.ok) return read
    const keyTree = read.value
    if (keyTree.kind !== 'scalar' || keyTree.text === '')
      return refuse(reading, 'configFeature', offsetOf(key), 'a key is a word or a text, nothing else')
    if (keyTree.text === '<<')
      return refuse(
        reading,
        'configFeature',
        offsetOf(key),
        'merge keys (<<) are not read; write the values out',
      )
    // Keys that the reader tells apart by type (1 and "1") are one key here.
    if (entries.some((entry) => entry.key === keyTree.text))
      return refuse(
        reading,
        'configDuplicate',
        offsetOf(key),
        `the key "${keyTree.text}" stands twice in one map`,
      )
    const inner = readNode(reading, nodeOf(value), depth + 1)
    if (!inner.ok) return inner
    // A value that is left out stands where its key does.
    const content = value === null ? { ...inner.value, at: keyTree.at } : inner.value
    entries.push({ key: keyTree.text, at: keyTree.at, value: content })
  }
  return ok({ kind: 'map', at, entries })
}

/** Items, keys and values come untyped; what is no node stands for nothing. */
function nodeOf(value: unknown): YamlNode {
  return isNode(value) ? value : null
}

function offsetOf(node: unknown): number {
  return nodeOf(node)?.range?.[0] ?? 0
}

function placeOf(reading: Reading, offset: number): Place {
  const { line, col } = reading.lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

/** A tag that the reader has resolved by itself leaves no trace in the node, only in the text. */
function tagBefore(reading: Reading, offset: number): string | null {
  const line = reading.text.slice(reading.text.lastIndexOf('\n', offset - 1) + 1, offset)
  return /(?:^|[\s,[{])(![^\s,[\]{}]*)\s+(?:&\S+\s+)?$/.exec(line)?.[1] ?? null
}

function keyAt(reading: Reading, offset: number): string {
  return `"${/^(?:"([^"]*)"|'([^']*)'|([^:\n]*))/.exec(reading.text.slice(offset))?.slice(1).find(Boolean)?.trim() ?? ''}"`
}

function sentence(message: string): string {
  return message.slice(0, 1).toLowerCase() + message.slice(1)
}

function refuse(reading: Reading, kind: ProjectFailureKind, offset: number, message: string): Result<never> {
  const { file } = reading
  const hint = hints[kind]
  const { line } = placeOf(reading, offset)
  return fail(projectFailure(kind, { message, file, line, ...(hint === undefined ? {} : { hint }) }))
}
