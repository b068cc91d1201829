// Checks one file: names, types, clocks, na, memory. The items are put into the order in which they
// need each other; each is then checked once, and its tests with what they give in place of it.
import { compareFindings } from '../diagnostics/finding.ts'
import type { Finding } from '../diagnostics/finding.ts'
import type { SourceText } from '../source/source-text.ts'
import type { Emit, File, Test } from '../syntax/ast.ts'
import { createChecker } from './create-checker.ts'
import { checkDefinitions } from './definitions.ts'
import type { Definitions } from './definitions.ts'
import type { CheckOptions } from './check-options.ts'
import type { Checker } from './checker.ts'
import { checkEmit } from './items/emit.ts'
import type { CheckedSink } from './items/emit.ts'
import { checkLocalLets } from './local-lets.ts'
import { reportWaiting } from './not-yet.ts'
import { checkExpectations, givenData } from './items/test.ts'
import type { Checked, Program, TestProgram } from './program.ts'
import { withValues } from './scope.ts'
import { librarySource } from './standard-library.ts'
import { unknownValue } from './value.ts'
import type { Value } from './value.ts'

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
  /** What each sink is bound to, by name; an unknown where it is not sound. */
  readonly bound: ReadonlyMap<string, Value>
}

function checkProgram(check: Checker, file: File, options: CheckOptions, test: Test | null): CheckedItems {
  const definitions = checkDefinitions(check, file, options, test)
  for (const item of file.items) {
    if (file.form === 'lib' && (item.kind === 'param' || item.kind === 'input' || item.kind === 'emit')) {
      const what = `${item.kind === 'param' ? 'a' : 'an'} ${item.kind}`
      check.report('QD0319', item.span, { what, place: 'in a library' })
    }
  }
  const emits = file.items.filter((item) => item.kind === 'emit')
  const sinks = file.form === 'lib' ? [] : checkSinks(check, emits, definitions)
  reportWaiting(
    check,
    sinks.flatMap(({ term, when }) => (when === null ? [term] : [term, when])),
  )
  const bound = new Map<string, Value>()
  for (const { name, span } of emits) bound.set(name.text, unknownValue(check.terms, span))
  for (const { name, value } of sinks) bound.set(name, value)
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
  return { program, definitions, bound }
}

function checkSinks(
  check: Checker,
  emits: readonly Emit[],
  definitions: Definitions,
): readonly CheckedSink[] {
  const sinks: CheckedSink[] = []
  const names = new Set<string>()
  for (const item of emits) {
    const name = item.name.text
    const again = names.has(`${item.sink} ${name}`)
    names.add(`${item.sink} ${name}`)
    if (again) check.report('QD0702', item.name.span, { kind: item.sink, name })
    const sink = checkEmit(check, item, definitions.scope, definitions.inputValues)
    if (sink === null || again) continue
    const rival = sinks.find(
      (other) => (other.kind === 'target' || sink.kind === 'target') && tradesAsWell(sink, other),
    )
    if (rival !== undefined) check.report('QD0708', item.name.span, { name, other: rival.name })
    sinks.push(sink)
  }
  return sinks
}

/** Two sinks on one stream are for one instrument, whatever the clocks it is read on; orders add up. */
function tradesAsWell(sink: CheckedSink, other: CheckedSink): boolean {
  const traded = new Set(streamsOf(sink))
  return sink.kind !== 'signal' && streamsOf(other).some((stream) => traded.has(stream))
}

function streamsOf({ kind, on, legs }: CheckedSink): readonly unknown[] {
  if (kind === 'signal') return []
  return legs === null ? [on?.attrs?.['stream']] : legs.map(({ stream }) => stream)
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
  const { program, definitions, bound } = checkProgram(check, file, options, test)
  const { scope, inputValues } = definitions
  const params = file.items.filter((item) => item.kind === 'param').map((item) => item.name.text)
  const given = givenData(check, test, new Set(inputValues.keys()), new Set(params), scope)
  const generators = new Map(
    definitions.inputs.flatMap((input) => {
      const made = given.get(input.name)
      return made === undefined ? [] : [[input.term, made] as const]
    }),
  )
  const outer = {
    ...scope,
    value: (name: string) => scope.value(name) ?? bound.get(name) ?? null,
    valueNames: () => [...scope.valueNames(), ...bound.keys()],
    generators: file.form === 'lib' ? generators : null,
  }
  const lets = test.items.filter((item) => item.kind === 'let')
  const locals = checkLocalLets(check, lets, outer)
  const expectations = checkExpectations(check, test, withValues(outer, locals))
  reportWaiting(
    check,
    expectations.map(({ condition }) => condition),
  )
  return { title: test.title.value, span: test.span, program, expectations, data: generators }
}
