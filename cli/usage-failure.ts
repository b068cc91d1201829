// What is wrong with a call, in our own words: the framework's are for the authors of programs, and
// name neither the nearest flag nor what to type instead.
import { suggest } from '../dsl/diagnostics/suggest.ts'
import type { Failure } from '../services/core/result.ts'
import { projectFailure } from './project/failures.ts'

/** What is known of the call. */
export interface CalledCommand {
  /** The words of the command; empty when there is none. */
  readonly words: string
  /** Every command's words: `plan`, `env list`. */
  readonly commands: readonly string[]
}

/** The failure behind an error with which the framework refused the call. */
export function usageFailure(error: Error, { words, commands }: CalledCommand): Failure {
  const text = error.message.replace(/\n?See more help with --help$/, '')
  const command = /^command (.*) not found\.?$/i.exec(text)?.[1]
  if (command !== undefined) return unknownCommand(command.split(':'), commands)
  const help = `See qmtl ${`${words} --help`.trim()}`
  const flag = /^Nonexistent flags?: ([^,]*)/.exec(text)?.[1]
  if (flag !== undefined) {
    const message = `there is no flag ${flag}`
    return projectFailure('usage', { message, hint: flagHint(flag, words, knownFlags(error)) ?? help })
  }
  return projectFailure('usage', { message: inOurWords(text), hint: help })
}

function unknownCommand(words: readonly string[], commands: readonly string[]): Failure {
  // What follows a command that takes no arguments is read as the name of a longer one.
  const known = words
    .map((_, index) => words.slice(0, words.length - index).join(' '))
    .find((prefix) => commands.includes(prefix))
  if (known !== undefined) {
    const message = `unexpected argument: ${words.slice(known.split(' ').length).join(' ')}`
    return projectFailure('usage', { message, hint: `See qmtl ${known} --help` })
  }
  const nearest = words
    .map((_, index) => suggest(words.slice(0, words.length - index).join(' '), commands))
    .find((found) => found !== undefined)
  return projectFailure('unknownCommand', {
    message: `"${words.join(' ')}" is not a command`,
    hint: nearest === undefined ? 'qmtl --help lists the commands.' : `Did you mean qmtl ${nearest}?`,
  })
}

function flagHint(flag: string, words: string, known: readonly string[]): string | undefined {
  const nearest = suggest(flag.replace(/^-+/, ''), known)
  if (nearest !== undefined) return `Did you mean --${nearest}?`
  if (flag.startsWith('--')) return undefined
  return `What begins with - and is no flag stands at the end, after --: qmtl ${words} … -- '${flag}'`
}

/** The names of the command's flags; the framework keeps them beside the error. */
function knownFlags(error: Error): readonly string[] {
  const input = memberOf(memberOf(error, 'parse'), 'input')
  return Object.keys(memberOf(input, 'flags') ?? {})
}

function memberOf(value: unknown, name: string): object | null {
  if (typeof value !== 'object' || value === null) return null
  const member: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return typeof member === 'object' ? member : null
}

function inOurWords(text: string): string {
  const [first = ''] = text.split('\n\n')
  const [head = '', ...rest] = first.split('\n').map((line) => line.trim())
  if (/^Missing \d+ required args?:$/.test(head)) {
    const names = rest.map((line) => line.replace(/\s.*/, '').toUpperCase())
    return `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} missing`
  }
  const said = /^(The following errors? occurred:|Parsing --\S+)$/.test(head) ? rest : [head, ...rest]
  const plain = said
    .map((line) => line.replace(/^Missing required flag (\S+)$/, '--$1 is missing'))
    .join('; ')
  return plain.slice(0, 1).toLowerCase() + plain.slice(1)
}
