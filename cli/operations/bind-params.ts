// Values for params from outside a file: `--param K=V`, and lines of qmtl.yaml.
import type { Override } from '../../dsl/check/items/param.ts'
import { createSource } from '../../dsl/source/source-text.ts'
import type { SourceText } from '../../dsl/source/source-text.ts'
import { parseExpression } from '../../dsl/syntax/parse.ts'
import { fail, ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import { projectFailure } from '../project/failures.ts'

export interface OutsideParam {
  readonly name: string
  readonly override: Override
  /** The text in which the override stands. */
  readonly source: SourceText
}

/** The override that a text stands for; `source` is where it was written, `at` the offset in it. */
export function outsideParam(
  name: string,
  text: string,
  source: SourceText,
  at: number,
): Result<OutsideParam> {
  // Spans must count in the text in which the value was written.
  const parsed = parseExpression(createSource(source.path, ' '.repeat(at) + text))
  if (parsed.expr === null || parsed.findings.length > 0) {
    const message = `\`${text}\` is no value for the param \`${name}\``
    const hint = 'Write it as in the language: 12, 0.5, 1%, 5m, true, "text".'
    return fail(projectFailure('usage', { message, hint }))
  }
  const span = { file: source.path, start: at, end: at + text.length }
  return ok({ name, override: { expr: parsed.expr, span, text }, source })
}

/** The overrides of `--param K=V` flags, later ones winning. */
export function flagParams(flags: readonly string[]): Result<readonly OutsideParam[]> {
  const params = new Map<string, OutsideParam>()
  for (const flag of flags) {
    const at = flag.indexOf('=')
    if (at < 1) {
      return fail(projectFailure('usage', { message: `--param ${flag} is not of the form NAME=VALUE` }))
    }
    const name = flag.slice(0, at)
    const source = createSource(`--param ${name}`, flag)
    const param = outsideParam(name, flag.slice(at + 1), source, at + 1)
    if (!param.ok) return param
    params.set(name, param.value)
  }
  return ok([...params.values()])
}
