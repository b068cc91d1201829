// From a source text to the canonical document: parse, check, passes, hash. Pure; the same text and
// options give the same bytes.
import { checkFile } from '../dsl/check/check-file.ts'
import type { CheckOptions } from '../dsl/check/check-options.ts'
import type { Program, TestProgram } from '../dsl/check/program.ts'
import { librarySource } from '../dsl/check/standard-library.ts'
import { report } from '../dsl/diagnostics/report.ts'
import { compareFindings } from '../dsl/diagnostics/finding.ts'
import type { Finding } from '../dsl/diagnostics/finding.ts'
import { positionAt } from '../dsl/source/source-text.ts'
import type { SourceText } from '../dsl/source/source-text.ts'
import type { Span } from '../dsl/source/span.ts'
import type { File } from '../dsl/syntax/ast.ts'
import { parse } from '../dsl/syntax/parse.ts'
import type { DagDocument, SourceRef } from './dag/document.ts'
import { excess } from './dag/limits.ts'
import { writeDocument } from './passes/write-document.ts'

export interface Compiled {
  readonly file: File | null
  readonly findings: readonly Finding[]
  /** Null for a library, and where there are errors. */
  readonly program: Program | null
  readonly document: DagDocument | null
  readonly tests: readonly TestProgram[]
}

const LONGEST_TEXT = 200

/** Turns spans into references for people; spans of unknown files get an empty text. */
export function locator(sources: (path: string) => SourceText | undefined): (span: Span) => SourceRef {
  return (span) => {
    const source = sources(span.file)
    if (source === undefined) return { file: span.file, line: 1, column: 1, text: '' }
    const { line, column } = positionAt(source, span.start)
    return {
      file: span.file,
      line,
      column,
      text: source.text.slice(span.start, span.end).slice(0, LONGEST_TEXT),
    }
  }
}

/** The texts that a compilation knows: the file itself, what overrides stand in, the library. */
export function sourcesOf(
  source: SourceText,
  options: CheckOptions,
): (path: string) => SourceText | undefined {
  return (path) => (path === source.path ? source : (options.sources?.get(path) ?? librarySource(path)))
}

/** Checks a file without compiling it further. */
function check(source: SourceText, options: CheckOptions): Omit<Compiled, 'document'> {
  const { file, findings } = parse(source)
  if (file === null) return { file, findings, program: null, tests: [] }
  const checked = checkFile(source, file, options)
  const all = [...findings, ...checked.findings].toSorted(compareFindings)
  const broken = findings.some((finding) => finding.severity === 'error')
  return { file, findings: all, program: broken ? null : checked.program, tests: broken ? [] : checked.tests }
}

/** Compiles one file. */
export function compile(source: SourceText, options: CheckOptions): Compiled {
  const checked = check(source, options)
  const { program } = checked
  if (program === null) return { ...checked, document: null }
  const { document } = writeDocument(program, locator(sourcesOf(source, options)))
  const over = excess(document)
  if (over === null || checked.file === null) return { ...checked, document }
  const finding = report('QD0318', checked.file.name.span, over)
  return { ...checked, findings: [...checked.findings, finding].toSorted(compareFindings), document: null }
}
