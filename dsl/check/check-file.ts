// Checks one file: names, types, clocks, na, memory. The items are put into the order in which they
// need each other; each is then checked once, and its tests with what they give in place of it.
import { compareFindings } from '../diagnostics/finding.ts'
import type { Finding } from '../diagnostics/finding.ts'
import type { SourceText } from '../source/source-text.ts'
import type { Emit, File, Test } from '../syntax/ast.ts'
import { createChecker } from './create-checker.ts'
import { checkDefinitions } from './definitions.ts'
import type { Definitions } from './definitions.ts'
import type { Checker } from './checker.ts'
import { checkEmit } from './items/emit.ts'
import type { CheckedSink } from './items/emit.ts'
import type { MissingPolicy } from './items/input.ts'
import type { Override } from './items/param.ts'
import { checkExpectations, givenData, testLets } from './items/test.ts'
import type { Checked, Program, TestProgram } from './program.ts'
import { withValues } from './scope.ts'
import { librarySource } from './standard-library.ts'

export interface CheckOptions {
  /** What a missing tick means where an input does not say; null: it must say. */
  readonly missing: MissingPolicy | null
  /** Values for params from outside the file, by name. */
  readonly params?: ReadonlyMap<string, Override>
  /** Texts that overrides stand in, by path. */
  readonly sources?: ReadonlyMap<string, SourceText>
}

/** Checks a parsed file; never throws on a user's text. Findings are in the order of the file. */
export function checkFile(source: SourceText, file: File, options: CheckOptions): Checked {
  const check = checkerOf(source, options)
  const checked = checkProgram(check, file, options, null)
  const findings = [...check.findings]
  const tests = file.items
    .filter((item): item is Test => item.kind === 'test')
    .map((test) => checkTest(source, file, options, test, findings))
  const sound = !findings.some((finding) => finding.severity === 'error')
  return {
    program: sound && file.form === 'strategy' ? checked.program : null,
    findings: findings.toSorted(compareFindings),
    tests: sound ? tests.flatMap((test) => test ?? []) : [],
  }
}

function checkerOf(source: SourceText, options: CheckOptions): Checker {
  return createChecker((path) =>
    path === source.path ? source : (options.sources?.get(path) ?? librarySource(path)),
  )
}

interface CheckedItems {
  readonly program: Program
  readonly definitions: Definitions
  readonly sinks: readonly CheckedSink[]
}

function checkProgram(check: Checker, file: File, options: CheckOptions, test: Test | null): CheckedItems {
  const definitions = checkDefinitions(check, file, options, test)
  const sinks: CheckedSink[] = []
  for (const item of file.items) {
    if (item.kind === 'import') check.report('QD0901', item.span, { what: 'an import' })
    if (item.kind === 'type') check.report('QD0905', item.span, { what: 'a named type' })
    if (file.form === 'lib' && (item.kind === 'param' || item.kind === 'input' || item.kind === 'emit')) {
      check.report('QD0319', item.span, {
        what: `${item.kind === 'input' ? 'an' : 'a'} ${item.kind}`,
        place: 'in a library',
      })
    } else if (item.kind === 'emit') addSink(check, item, definitions, sinks)
  }
  const program: Program = {
    name: file.name.text,
    file: file.span.file,
    terms: check.terms,
    provenance: check.provenance,
    inputs: definitions.inputs,
    params: definitions.params,
    sinks,
    lets: definitions.lets,
  }
  return { program, definitions, sinks }
}

function addSink(check: Checker, item: Emit, definitions: Definitions, sinks: CheckedSink[]): void {
  const name = item.name.text
  if (sinks.some((sink) => sink.kind === item.sink && sink.name === name)) {
    check.report('QD0702', item.name.span, { kind: item.sink, name })
  }
  const sink = checkEmit(check, item, definitions.scope, definitions.inputValues)
  if (sink === null) return
  const rival = sinks.find(
    (other) => sink.kind === 'target' && other.kind === 'target' && other.on === sink.on,
  )
  if (rival !== undefined) check.report('QD0708', item.name.span, { name, other: rival.name })
  sinks.push(sink)
}

/** A test's program; findings that the file itself does not have are added to `findings`. */
function checkTest(
  source: SourceText,
  file: File,
  options: CheckOptions,
  test: Test,
  findings: Finding[],
): TestProgram | null {
  const check = checkerOf(source, options)
  const fresh = checkWithTest(check, file, options, test)
  const known = new Set(findings.map(identity))
  const added = check.findings.filter(
    (finding) => !known.has(identity(finding)) && finding.severity === 'error',
  )
  findings.push(...added)
  return added.length > 0 ? null : fresh
}

function identity(finding: Finding): string {
  return `${finding.code} ${finding.span.start} ${finding.span.end} ${finding.message}`
}

function checkWithTest(check: Checker, file: File, options: CheckOptions, test: Test): TestProgram {
  const { program, definitions, sinks } = checkProgram(check, file, options, test)
  const inputs = new Set(definitions.inputValues.keys())
  const params = new Set(definitions.params.map((param) => param.name))
  const given = givenData(check, test, inputs, params, definitions.scope)
  const generators = new Map(
    definitions.inputs.flatMap((input) => {
      const made = given.get(input.name)
      return made === undefined ? [] : [[input.term, made] as const]
    }),
  )
  const sinkValues = new Map(sinks.map((sink) => [sink.name, sink.value]))
  const collecting = { ...definitions.scope, generators: file.form === 'lib' ? generators : null }
  const outer = {
    ...collecting,
    value: (name: string) => definitions.scope.value(name) ?? sinkValues.get(name) ?? null,
  }
  const locals = new Map<string, CheckedSink['value']>()
  for (const item of testLets(test)) {
    if (item.target.kind !== 'name') continue
    locals.set(item.target.name.text, check.expr(item.value, withValues(outer, locals)))
  }
  const expectations = checkExpectations(check, test, withValues(outer, locals))
  return { title: test.title.value, span: test.span, program, expectations, data: generators }
}
