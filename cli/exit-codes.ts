// What the program exits with, and which of several reasons wins. Scripts rely on every number.
import { exitOf as exitOfPort } from '../services/core/failures.ts'
import { projectFailures } from './project/failures.ts'

/** Exit codes by name. */
export const exits = {
  done: 0,
  /** An expected failure: bad data, a range without data, a damaged plan file, a failed test. */
  failed: 1,
  /** Only with `--detailed-exitcode`: something would change. */
  changes: 2,
  policy: 3,
  stale: 4,
  locked: 5,
  partial: 6,
  drift: 7,
  consent: 8,
  budget: 9,
  /** Errors of check or lint; compile errors in any command. */
  findings: 10,
  usage: 64,
  unreachable: 69,
  bug: 70,
  /** Configuration unreadable, no project here, a corrupt or newer state, Node too old. */
  configuration: 78,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitName = keyof typeof exits
export type ExitCode = (typeof exits)[ExitName]

/** The strongest first: when several hold, the first of these that holds is the exit code. */
export const precedence: readonly ExitName[] = [
  'interrupted',
  'terminated',
  'bug',
  'usage',
  'configuration',
  'unreachable',
  'locked',
  'stale',
  'partial',
  'policy',
  'findings',
  'budget',
  'drift',
  'consent',
  'failed',
  'changes',
  'done',
]

/** The exit code of a command for which all of `held` are true; done when nothing is. */
export function strongestExit(held: Iterable<ExitName>): ExitCode {
  const names = new Set(held)
  return exits[precedence.find((name) => names.has(name)) ?? 'done']
}

/** Exits of codes whose tables do not say them, and of whole families: the longest prefix counts. */
const families: readonly (readonly [prefix: string, exit: ExitName])[] = [
  ['QD0', 'findings'],
  ['QD1', 'findings'],
  // A start after the end, a fee below zero: what was asked for makes no sense, whatever the data are.
  ['QD2101', 'usage'],
  ['QD2103', 'usage'],
  // What a plan finds wrong with the strategies that it was asked to plan.
  ['QD33', 'findings'],
]

function exitOfFamily(code: string): ExitName {
  const matching = families.filter(([prefix]) => code.startsWith(prefix))
  return matching.reduce((best, row) => (row[0].length > best[0].length ? row : best), [
    '',
    'failed',
  ] as const)[1]
}

/**
 * The exit that the code of a failure or of an error among the diagnostics stands for: from the
 * table of its owner, else from its family, else an expected failure.
 */
export function exitOfCode(code: string): ExitName {
  const number = projectFailures.exitOf(code) ?? exitOfPort(code)
  return precedence.find((name) => exits[name] === number) ?? exitOfFamily(code)
}
