// The published vectors: sources with the documents, preimages and ids that they give. Each is held
// against the compiler byte for byte, and against a program in another language that shares no code.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROW_SHAPES } from '../../../compiler/dag/operations.ts'
import { validateDag } from '../../../compiler/dag/validate.ts'
import { createChance } from '../../support/chance.ts'
import { compileText } from '../../support/compile-text.ts'
import { generateProgram } from '../../support/generate-program.ts'
import { rewrites } from '../../support/golden-file.ts'
import { printProgram } from '../../support/print-program.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { repeats } from '../../support/seeded-random.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const folder = import.meta.dirname
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.qdag'))
  .map((name) => basename(name, '.qdag'))

/** A vector as it is published: one node a line, so that a difference shows which. */
function vectorText(name: string): string {
  const source = readFileSync(join(folder, `${name}.qdag`), 'utf8')
  const { v, dag_id, nodes, sinks, meta } = compileText(source, `${name}.qdag`).document
  const lines = (items: readonly unknown[]): string =>
    items.map((item) => `\n${JSON.stringify(item)}`).join(',')
  return [
    `{"source": ${JSON.stringify(source)},`,
    `"document": {"v": ${v}, "dag_id": ${JSON.stringify(dag_id)},`,
    `"nodes": [${lines(nodes)}\n],`,
    `"sinks": [${lines(sinks)}\n],`,
    `"meta": ${JSON.stringify(meta)}}}\n`,
  ].join('\n')
}

/** Runs the verifier; python3 is needed, there is no other way to hold the hashes against another language. */
function verify(files: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr, error } = spawnSync('python3', [join(folder, 'verify.py'), ...files], {
    encoding: 'utf8',
  })
  return { status, said: `${stdout}${stderr}${error?.message ?? ''}` }
}

const vectorFiles = names.map((name) => join(folder, `${name}.json`))

describe('vectors', () => {
  for (const name of names)
    test(`${name} compiles to its document, byte for byte`, () => {
      const path = join(folder, `${name}.json`)
      const made = vectorText(name)
      if (rewrites()) writeFileSync(path, made)
      expect(readFileSync(path, 'utf8')).toBe(made)
    })

  test('stand for themselves: every file has a source', () => {
    const published = readdirSync(folder).filter((name) => name.endsWith('.json'))
    expect(published).toEqual(names.map((name) => `${name}.json`))
  })

  test('use every operation that a kernel can name', () => {
    const used = new Set(
      vectorFiles.flatMap((path) => {
        const result = validateDag((JSON.parse(readFileSync(path, 'utf8')) as { document: unknown }).document)
        return result.ok ? result.document.nodes.flatMap((node) => node.kernel.rows.map(([op]) => op)) : []
      }),
    )
    expect([...ROW_SHAPES.keys()].filter((op) => !used.has(op))).toEqual([])
  })
})

describe('the verifier in Python', () => {
  test('recomputes every hash of the vectors', () => {
    const { status, said } = verify(vectorFiles)
    expect(said.trim().split('\n')).toHaveLength(names.length)
    expect({ status, said }).toMatchObject({
      status: 0,
      said: expect.stringContaining('all hashes hold') as string,
    })
  })

  test('recomputes every hash of generated documents', () => {
    const random = seededRandom('documents for the verifier')
    const documents = Array.from(
      { length: repeats(200) },
      () => compileText(printProgram(generateProgram(createChance(random.below(2 ** 31))))).document,
    )
    const file = join(tempFolder({ 'documents.json': JSON.stringify(documents) }), 'documents.json')
    const { status, said } = verify([file])
    expect(said).toContain(`${documents.length} documents`)
    expect(status).toBe(0)
  })

  const damages: Readonly<Record<string, (text: string) => string>> = {
    'a constant of another value': (text) => text.replace('"consts":[12]', '"consts":[13]'),
    'an id with another digit': (text) =>
      text.replace(/"node_id":"(.)/, (_, digit) => `"node_id":"${digit === '0' ? '1' : '0'}`),
    'another stream': (text) => text.replace('"stream":"binance:BTCUSDT"', '"stream":"binance:BTCUSDC"'),
    'a sink of another name': (text) => text.replace('"name":"weight"', '"name":"weigh"'),
    'a number that is no integer': (text) => text.replace('"v": 1', '"v": 1.0'),
    'nodes in another order': (text) => {
      const lines = text.split('\n')
      const at = lines.findIndex((line) => line.startsWith('"nodes"'))
      const [first = '', second = ''] = lines.slice(at + 1, at + 3)
      return lines
        .with(at + 1, second)
        .with(at + 2, first)
        .join('\n')
    },
  }
  for (const [what, damage] of Object.entries(damages))
    test(`refuses ${what}`, () => {
      const text = vectorText('crossover')
      expect(damage(text)).not.toBe(text)
      const file = join(tempFolder({ 'damaged.json': damage(text) }), 'damaged.json')
      expect(verify([file]).status).toBe(1)
    })
})
