// The pages docs/diagnostics.md and docs/lint.md, made from the catalogue and its pages. Pure: whoever
// runs it writes the files; a test holds the files against it.
import { InternalError } from '../../compiler/internal-error.ts'
import { preamble } from '../../dsl/diagnostics/pages/page.ts'
import { allCodes, type CodePage, explainCode } from '../operations/explain.ts'

const GENERATED = 'by `npm run generate`; do not edit.'

const diagnosticsHead = `# Diagnostics

Generated from the catalogue of codes ${GENERATED}

What every code of the product means; \`qmtl explain QD0401\` prints one of these. A code keeps its meaning for
good. An error ends a command with the exit code that stands beside it. Examples are run by a test; those that
are no whole files stand behind

\`\`\`qdag
${preamble}\`\`\`
`

const lintHead = `# Lint

Generated from the rules and their pages ${GENERATED}

\`qmtl lint\` finds what compiles and is most likely not meant. It exits with 10 only for findings of severity
error, with 0 for warnings and notes.

- \`--fix\` applies the fixes that findings offer, again and again until there is none. A broken file stays as it
  is. A fix keeps every NodeID unless the page of its rule says otherwise.
- \`--format\`: \`human\`, \`json\`, \`sarif\` (2.1.0), \`github\` (workflow commands) or \`junit\`. The fingerprints of
  \`json\` and \`sarif\` are made of the code, the strategy, the definition and its text: they stay when lines move.
- In \`qmtl.yaml\`: \`lint: { rules: { QD1202: off, QD1301: error }, window: 5000 }\`. A rule is \`off\`, \`note\`,
  \`warning\` or \`error\`; \`window\` is the longest window without a warning.
- A comment silences a finding where it is right: \`// qmtl-ignore QD1101: why it is right here\`. Behind code it
  covers its line, above a definition the definition, inside one the next line; several codes are separated by
  commas. Without a reason it silences nothing (QD1410), and one that silences nothing is reported (QD1411).

Examples are run by a test; those that are no whole files stand behind the same lines as in
[diagnostics.md](diagnostics.md).
`

const isLint = ({ code }: CodePage): boolean => /^QD1[1-4]/.test(code)

export function diagnosticsPage(): string {
  return document(diagnosticsHead, allPages())
}

export function lintPage(): string {
  return document(lintHead, allPages().filter(isLint))
}

function document(head: string, all: readonly CodePage[]): string {
  const families = [...new Set(all.map(({ family }) => family))]
  const sections = families.map((family) => {
    const members = all.filter((each) => each.family === family)
    return [`## ${family.slice(0, 1).toUpperCase()}${family.slice(1)}\n`, ...members.map(section)].join('\n')
  })
  return [head, ...sections].join('\n')
}

function allPages(): readonly CodePage[] {
  return allCodes().map((code) => {
    const page = explainCode(code)
    if (!page.ok || page.value.result === null) throw new InternalError(`no page for ${code}`)
    return page.value.result
  })
}

function section(page: CodePage): string {
  const state = page.retired
    ? 'Retired: no longer reported.'
    : page.severity === 'error'
      ? `Error, exit ${page.exit}.`
      : `${page.severity === 'note' ? 'Note' : 'Warning'}.`
  return [
    `### ${page.code} ${page.title}\n`,
    [state, page.why, page.hint].filter((part) => part !== null).join(' ') + '\n',
    ...(page.examples === null
      ? []
      : [fence('Gets it', page.examples.bad), fence('Does not', page.examples.good)]),
  ].join('\n')
}

function fence(label: string, text: string): string {
  return `${label}:\n\n\`\`\`qdag\n${text}\n\`\`\`\n`
}
