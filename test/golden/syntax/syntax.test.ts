// What the parser makes of programs, right and wrong.
import { renderDiagnostic } from '../../../dsl/diagnostics/render.ts'
import { createSource } from '../../../dsl/source/source-text.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import type { GoldenBlock } from '../../support/golden-file.ts'
import { holdGoldens } from '../../support/golden.ts'
import { findingsText } from '../../support/findings-text.ts'
import { treeText } from '../../support/tree-text.ts'

const read = ([block]: readonly GoldenBlock[]) => {
  const source = createSource('a.qdag', block?.text ?? '')
  return { source, ...parse(source) }
}

holdGoldens(import.meta.dirname, {
  inputs: ['qdag'],
  outputs: {
    ast: (inputs) => {
      const { file } = read(inputs)
      return file === null ? 'no tree' : treeText(file)
    },
    diagnostics: (inputs) => {
      const { findings, source } = read(inputs)
      return findingsText(findings, source)
    },
    rendered: (inputs) => {
      const { findings, source } = read(inputs)
      return findings.map((finding) => renderDiagnostic(finding, () => source)).join('\n\n')
    },
  },
})
