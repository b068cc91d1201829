// Size, names and the few constructions that the product does without.
import { basename } from 'node:path'
import { ts } from 'ts-morph'
import { describe, expect, test } from 'vitest'
import { isWithin, productFiles, type SourceFile, testFiles } from './source-files.ts'

const maxLines = 600
const maxCommandLines = 120
/** Names that say nothing, alone (`common.ts`) or as the last word (`date-utils.ts`). */
const vagueName = /^(?:.*-)?(?:utils?|helpers?|common|misc)$|^(?:manager|shared|index)$/

const isGenerated = (file: SourceFile) => file.path.includes('/generated/')
const written = [...productFiles, ...testFiles].filter((file) => !isGenerated(file))
const countLines = (file: SourceFile) => file.text.split('\n').length - 1

/** Descriptions of the nodes for which `describeNode` has one, with their places. */
function findNodes(file: SourceFile, describeNode: (node: ts.Node) => string | null): string[] {
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const description = describeNode(node)
    if (description !== null)
      found.push(
        `${file.path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1} ${description}`,
      )
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

const bareError = (node: ts.Node): string | null =>
  ts.isThrowStatement(node) &&
  ts.isNewExpression(node.expression) &&
  ts.isIdentifier(node.expression.expression) &&
  node.expression.expression.text === 'Error'
    ? 'throws a bare Error: an expected failure is a Result, a bug an InternalError'
    : null

const asynchronous = (node: ts.Node): string | null =>
  node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node) ? 'is asynchronous' : null

describe('shape', () => {
  test('no file is too long', () => {
    const long = written.filter((file) => countLines(file) > maxLines).map((file) => file.path)
    const longCommands = productFiles
      .filter((file) => isWithin(file.path, 'cli/commands') && countLines(file) > maxCommandLines)
      .map((file) => file.path)
    expect({ long, longCommands }).toEqual({ long: [], longCommands: [] })
  })

  test('every file is named after the one thing that it holds', () => {
    const vague = written.filter((file) =>
      file.path.split('/').some((part) => vagueName.test(part.replace(/\..*$/, ''))),
    )
    expect(vague.map((file) => file.path)).toEqual([])
  })

  test('every file opens by saying what it is', () => {
    const silent = productFiles.filter(
      (file) => !isGenerated(file) && !/^(?:#!.*\n)?\/(?:\/|\*)/.test(file.text),
    )
    expect(silent.map((file) => file.path)).toEqual([])
  })

  test('nothing is handed on through a barrel', () => {
    const barrels = productFiles.filter((file) => /^export \* from /m.test(file.text))
    expect(barrels.map((file) => file.path)).toEqual([])
  })

  test('nothing throws a bare Error', () => {
    expect(productFiles.flatMap((file) => findNodes(file, bareError))).toEqual([])
  })

  test('dsl and compiler are synchronous', () => {
    const pure = productFiles.filter((file) => isWithin(file.path, 'dsl') || isWithin(file.path, 'compiler'))
    expect(pure.flatMap((file) => findNodes(file, asynchronous))).toEqual([])
  })

  test('tests live in a folder of their kind and replace no module of ours', () => {
    const mocks = testFiles.filter(
      (file) => !isWithin(file.path, 'test/architecture') && /\bvi\.(?:mock|doMock)\(/.test(file.text),
    )
    const strays = testFiles.filter(
      (file) =>
        file.path.endsWith('.test.ts') &&
        !/^test\/(?:unit|golden|laws|contracts|architecture|e2e)\//.test(file.path),
    )
    const inside = productFiles.filter((file) => basename(file.path).includes('.test.'))
    expect([...mocks, ...strays, ...inside].map((file) => file.path)).toEqual([])
  })
})
