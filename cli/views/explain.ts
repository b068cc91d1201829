// The page of a code for people.
import type { CodePage } from '../operations/explain.ts'
import type { Screen } from '../screen.ts'
import { paintFor } from './paint.ts'

export function explainView(page: CodePage, screen: Screen): string {
  const paint = paintFor(screen)
  const exit = page.severity === 'error' ? `; a command that ends with it exits ${page.exit}` : ''
  const lines = [
    `${paint('heading', page.code)}  ${page.title}`,
    `${page.retired ? 'retired: no longer reported' : page.severity}, about ${page.family}${exit}`,
    ...(page.why === null ? [] : ['', page.why]),
    ...(page.hint === null ? [] : ['', page.hint]),
    ...(page.examples === null
      ? []
      : ['', 'Gets it:', ...indented(page.examples.bad), '', 'Does not:', ...indented(page.examples.good)]),
  ]
  return `${lines.join('\n')}\n`
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => `    ${line}`)
}
