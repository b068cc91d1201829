// Makes a project from a template. Knows no flags and prints nothing.
import { normalize, resolve, sep } from 'node:path'
import { suggest } from '../../dsl/diagnostics/suggest.ts'
import { fail, ok, type Result } from '../../services/core/result.ts'
import type { NextAction } from '../envelope.ts'
import type { Outcome } from '../outcome.ts'
import { createFiles, findObstacles, isTaken } from '../project/create-files.ts'
import { projectFailure } from '../project/failures.ts'
import { shellWord } from '../project/shell-word.ts'
import { listTemplates, readTemplate } from '../project/templates.ts'

export interface InitResult {
  /** As it was named, with forward slashes. */
  readonly directory: string
  readonly template: string
  /** Relative to the directory, sorted. */
  readonly files: readonly string[]
}

/**
 * Creates the template's files in a folder, all or none.
 *
 * @param cwd where the command was called
 * @param named the folder, relative to `cwd` or absolute
 * @returns a failure when there is no such template, or when anything would be overwritten
 */
export function initProject(cwd: string, named: string, template: string): Result<Outcome<InitResult>> {
  const templates = listTemplates()
  if (!templates.includes(template)) return fail(unknownTemplate(template, templates))
  if (named === '') return fail(projectFailure('usage', { message: 'the folder has no name' }))
  const directory = shownFolder(named)
  const folder = resolve(cwd, named)
  if (isTaken(folder)) {
    const message = `"${directory}" is no folder`
    return fail(projectFailure('wouldOverwrite', { message, hint: 'Name a folder, new or there already.' }))
  }
  const files = readTemplate(template)
  const obstacles = findObstacles(folder, files)
  if (obstacles.length > 0) {
    const message = `"${directory}" has ${listNames(obstacles)} already`
    const hint = 'Choose another folder, or move them away. Nothing was written.'
    return fail(projectFailure('wouldOverwrite', { message, hint }))
  }
  const created = createFiles(folder, directory, files)
  if (!created.ok) return created
  return ok({
    result: { directory, template, files: files.map(({ file }) => file) },
    nextActions: nextActions(directory),
  })
}

function unknownTemplate(template: string, templates: readonly string[]) {
  const nearest = suggest(template, templates)
  const list = `The templates are ${templates.join(', ')}.`
  return projectFailure('usage', {
    message: `there is no template "${template}"`,
    hint: nearest === undefined ? list : `Did you mean ${nearest}? ${list}`,
  })
}

/** `./demo/` → `demo` */
function shownFolder(named: string): string {
  const shown = normalize(named).split(sep).join('/')
  return shown.length > 1 ? shown.replace(/\/$/, '') : shown
}

/** `"a", "b" and "c"` */
function listNames(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`)
  const last = quoted.at(-1) ?? ''
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} and ${last}`
}

function nextActions(directory: string): readonly NextAction[] {
  return [
    ...(directory === '.' ? [] : [{ text: 'Go there', command: `cd ${shellWord(directory)}` }]),
    { text: 'Run the tests of the strategies', command: 'qmtl test' },
    { text: 'See what would be made', command: 'qmtl plan' },
    { text: 'README.md there says what to type after that' },
  ]
}
