// What lint did, in a line or two; the findings themselves are notes and stand on stderr.
import type { LintResult } from '../../operations/lint.ts'

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

export function humanView({ files, findings, fixed }: LintResult): string {
  const found = findings.length === 0 ? 'nothing found' : count(findings.length, 'finding')
  return [...fixed.map((file) => `fixed ${file}\n`), `${count(files, 'file')}, ${found}\n`].join('')
}
