// What the project wants of an environment: its strategies compiled, its streams as declared.
import { join } from 'node:path'
import type { DesiredStrategy, Desired, DesiredStream } from '../../compiler/plan/desired.ts'
import type { Diagnostic } from '../../dsl/diagnostics/diagnostic.ts'
import { createSource } from '../../dsl/source/source-text.ts'
import type { SourceText } from '../../dsl/source/source-text.ts'
import { fail, ok } from '../../services/core/result.ts'
import type { Result } from '../../services/core/result.ts'
import type { LocatedFinding } from '../outcome.ts'
import { configFile } from '../project/config/config.ts'
import type { EnvironmentConfig, RunConfig, StreamConfig } from '../project/config/config.ts'
import { projectFailure } from '../project/failures.ts'
import { findHistory } from '../project/find-history.ts'
import { findSources } from '../project/find-sources.ts'
import type { Project } from '../project/open-project.ts'
import { readText } from '../project/read-file.ts'
import { outsideParam } from './bind-params.ts'
import type { OutsideParam } from './bind-params.ts'
import { compileSources, compileText, isBroken } from './compile-sources.ts'
import type { CompiledSource } from './compile-sources.ts'

export interface CompiledProject {
  /** Null where something does not compile: the diagnostics say what. */
  readonly desired: Desired | null
  readonly diagnostics: readonly Diagnostic[]
  readonly findings: readonly LocatedFinding[]
}

/** Compiles the whole project for one environment. */
export function compileProject(project: Project, environment: EnvironmentConfig): Result<CompiledProject> {
  const files = findSources(project)
  if (!files.ok) return files
  for (const { history } of project.config.streams) {
    const inside = history === null ? ok('') : findHistory(project.root, history)
    if (!inside.ok) return inside
  }
  const workspace = { root: project.root, config: project.config, cwd: project.root }
  const { sources, findings, diagnostics } = compileSources(workspace, files.value)
  // What does not compile would look as if it had been taken out.
  if (isBroken({ findings, diagnostics })) return ok({ desired: null, findings, diagnostics })
  const own = sources.flatMap(strategyOf)
  const runs = runStrategies(project, environment, sources)
  if (!runs.ok) return runs
  const registered = new Map([...own, ...runs.value].map((strategy) => [strategy.name, strategy]))
  const strategies = [...registered.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const streams = project.config.streams.map(streamOf).toSorted((a, b) => (a.key < b.key ? -1 : 1))
  return ok({ desired: { environment: environment.name, streams, strategies }, findings, diagnostics })
}

function strategyOf({ compiled }: CompiledSource): DesiredStrategy[] {
  const { document } = compiled
  return document === null ? [] : [{ name: document.meta.strategy, document, params: {} }]
}

function streamOf(stream: StreamConfig): DesiredStream {
  const { history, live } = stream
  return {
    key: stream.key,
    name: stream.name,
    clock: stream.clock,
    type: stream.type,
    origin_ms: stream.originMs,
    tags: stream.tags,
    history:
      history === null ? null : { driver: history.driver, path: history.path, columns: history.columns },
    live: live === null ? null : { driver: live.driver },
    at: { file: configFile, line: stream.line },
  }
}

/** The strategies that an environment's runs register, under their names and with their params. */
function runStrategies(
  project: Project,
  environment: EnvironmentConfig,
  sources: readonly CompiledSource[],
): Result<readonly DesiredStrategy[]> {
  if (environment.runs.length === 0) return ok([])
  const text = readText(join(project.root, configFile), configFile)
  if (!text.ok) return text
  const config = createSource(configFile, text.value)
  const strategies: DesiredStrategy[] = []
  const names = new Set(sources.flatMap(strategyOf).map((strategy) => strategy.name))
  for (const run of environment.runs) {
    if (run.as !== run.strategy && names.has(run.as)) {
      const message = `the run of "${run.strategy}" would take the place of the project's strategy "${run.as}"`
      const hint = 'Give the run another name: as.'
      return fail(projectFailure('strategyTwice', { message, hint, file: configFile, line: run.line }))
    }
    const found = sources.find(({ compiled }) => compiled.document?.meta.strategy === run.strategy)
    if (found === undefined) {
      const message = `environment "${environment.name}" runs "${run.strategy}", and the project has no such strategy`
      return fail(projectFailure('strategyUnknown', { message, file: configFile, line: run.line }))
    }
    const params = overrides(run, config)
    if (!params.ok) return params
    const { compiled } = compileText(
      found.source,
      { root: project.root, config: project.config, cwd: project.root },
      params.value,
    )
    const [finding] = compiled.findings.filter((each) => each.severity === 'error')
    if (compiled.document === null || finding !== undefined) {
      const message = `the run "${run.as}" does not compile: ${finding?.message ?? 'see check'}`
      return fail(projectFailure('configValue', { message, file: configFile, line: run.line }))
    }
    const texts = Object.fromEntries(params.value.map((param) => [param.name, param.override.text]))
    strategies.push({ name: run.as, document: compiled.document, params: texts })
  }
  return ok(strategies)
}

/** A run's params as overrides that point at their lines. */
function overrides(run: RunConfig, config: SourceText): Result<readonly OutsideParam[]> {
  const params: OutsideParam[] = []
  for (const [name, { text, line }] of Object.entries(run.params)) {
    const start = config.lineStarts[line - 1] ?? 0
    const found = config.text.indexOf(text, config.text.indexOf(':', start) + 1)
    const param = outsideParam(name, text, config, found === -1 ? start : found)
    if (!param.ok) return param
    params.push(param.value)
  }
  return ok(params)
}
