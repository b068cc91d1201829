// A new project for people: which files it has.
import type { InitResult } from '../operations/init.ts'
import type { Screen } from '../screen.ts'
import { paintFor } from './paint.ts'

export function initView({ directory, template, files }: InitResult, screen: Screen): string {
  const paint = paintFor(screen)
  const count = `${files.length} ${files.length === 1 ? 'file' : 'files'}`
  const heading = `${paint('heading', directory)}  ${count} from the template ${template}`
  return `${[heading, ...files.map((file) => `  ${paint('added', '+')} ${file}`)].join('\n')}\n`
}
