// What the checker says of programs, wrong and right.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { flagParams } from '../../../cli/operations/bind-params.ts'
import { compile } from '../../../compiler/compile.ts'
import type { Compiled } from '../../../compiler/compile.ts'
import { defaultLint, lintFile } from '../../../compiler/lint/lint-file.ts'
import type { CheckOptions } from '../../../dsl/check/check-options.ts'
import { catalog } from '../../../dsl/diagnostics/catalog.ts'
import { createSource } from '../../../dsl/source/source-text.ts'
import type { SourceText } from '../../../dsl/source/source-text.ts'
import { findingsText } from '../../support/findings-text.ts'
import { readGolden } from '../../support/golden-file.ts'
import type { GoldenBlock } from '../../support/golden-file.ts'
import { holdGoldens } from '../../support/golden.ts'
import { inferredText } from '../../support/inferred-text.ts'

interface Read {
  readonly source: SourceText
  readonly compiled: Compiled
}

/**
 * Params from outside stand one a line, `name = value`, as they would be given on the command line; a
 * block `beside` is what `"./beside.qdag"` leads to.
 */
function read(inputs: readonly GoldenBlock[]): Read {
  const text = (kind: string): string => inputs.find((block) => block.kind === kind)?.text ?? ''
  const source = createSource('a.qdag', text('qdag'))
  const flags = text('params')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/ *= */, '='))
  const params = flagParams(flags)
  const given = params.ok ? params.value : []
  const beside = createSource('beside.qdag', text('beside'))
  const options: CheckOptions = {
    missing: null,
    modules: (_, specifier) =>
      specifier === './beside.qdag' ? { source: beside } : { reason: 'missing', path: specifier },
    params: new Map(given.map((param) => [param.name, param.override])),
    sources: new Map([beside, ...given.map((param) => param.source)].map((each) => [each.path, each])),
  }
  return { source, compiled: compile(source, options) }
}

function lint({ source, compiled }: Read): string {
  return findingsText(lintFile(source, compiled, { ...defaultLint, rules: { QD1106: 'note' } }), source)
}

const inputs = ['qdag', 'params', 'beside']
const outputs = {
  diagnostics: (blocks: readonly GoldenBlock[]) => {
    const { source, compiled } = read(blocks)
    return findingsText(compiled.findings, source)
  },
  lint: (blocks: readonly GoldenBlock[]) => lint(read(blocks)),
  inferred: (blocks: readonly GoldenBlock[]) => inferredText(read(blocks).compiled),
}

holdGoldens(import.meta.dirname, { inputs, outputs })

test('every code that the checker and lint can report has a golden', () => {
  const folder = import.meta.dirname
  const shown = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .flatMap(
      (name) => readGolden(readFileSync(join(folder, name), 'utf8'), inputs, Object.keys(outputs)).cases,
    )
    .flatMap((one) => one.outputs.flatMap((block) => [...block.text.matchAll(/\[(QD\d{4})\]/g)]))
    .map((match) => match[1])
  const codes = Object.keys(catalog).filter((code) => !code.startsWith('QD01'))
  expect(codes.filter((code) => !shown.includes(code))).toEqual([])
})
