// Findings as SARIF 2.1.0, the interchange format of static analysis: one run, a rule for each code
// that was reported, fingerprints that do not move with lines.
import type { LintFinding, LintResult } from '../../operations/lint.ts'

const DOCS = 'docs/diagnostics.md'

type Diagnosis = Pick<LintFinding, 'code' | 'title' | 'severity' | 'docs'>

function rule({ code, title, severity, docs }: Diagnosis): object {
  return {
    id: code,
    name: title.replaceAll(
      /[^A-Za-z0-9]+(.)?/g,
      (_, letter: string | undefined) => letter?.toUpperCase() ?? '',
    ),
    shortDescription: { text: title },
    help: { text: `${title}. Its page: ${docs}`, markdown: `${title}. Its page: \`${docs}\`, or ${DOCS}.` },
    defaultConfiguration: { level: severity },
  }
}

type Region = NonNullable<LintFinding['range']>

function region({ start, end }: Region): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}

/** A path as a URI reference. */
function artifact(file: string): object {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'PROJECT' }
}

function result(finding: LintFinding, ruleIndex: number): object {
  const { code, severity, message, hint, file, range, fix, fingerprint } = finding
  const place = file === undefined ? null : artifact(file)
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: hint === undefined ? message : `${message}. ${hint}` },
    ...(place === null
      ? {}
      : {
          locations: [
            {
              physicalLocation: {
                artifactLocation: place,
                ...(range === undefined ? {} : { region: region(range) }),
              },
            },
          ],
        }),
    partialFingerprints: { 'qmtl/v1': fingerprint },
    ...(fix === undefined || place === null
      ? {}
      : {
          fixes: [
            {
              description: { text: fix.title },
              artifactChanges: [
                {
                  artifactLocation: place,
                  replacements: fix.edits.map((edit) => ({
                    deletedRegion: region(edit.range),
                    insertedContent: { text: edit.newText },
                  })),
                },
              ],
            },
          ],
        }),
  }
}

/** @param version of the program that found them */
export function sarifView({ findings }: LintResult, version: string): string {
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted()
  const rules = codes.flatMap((code) => findings.find((finding) => finding.code === code) ?? []).map(rule)
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'qmtl', version, rules } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { PROJECT: { description: { text: 'The folder of qmtl.yaml.' } } },
        results: findings.map((finding) => result(finding, codes.indexOf(finding.code))),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}
