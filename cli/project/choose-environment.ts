// Which environment a command means, and where its embedded state lies.
import { join, resolve } from 'node:path'
import { suggest } from '../../dsl/diagnostics/suggest.ts'
import { fail, ok, type Result } from '../../services/core/result.ts'
import { type Config, defaultEnvironment, type EnvironmentConfig } from './config/config.ts'
import { projectFailure } from './failures.ts'

const stateFolder = '.qmtl'

/**
 * The environment named by `--env`; else `dev`, else the only one. A project that names none has
 * `dev`, embedded.
 */
export function chooseEnvironment(config: Config, named?: string): Result<EnvironmentConfig> {
  const environments = config.environments.length === 0 ? [defaultEnvironment] : config.environments
  const names = environments.map(({ name }) => name)
  const wanted = named ?? (names.includes('dev') || names.length > 1 ? 'dev' : names[0])
  const found = environments.find(({ name }) => name === wanted)
  if (found) return ok(found)
  const list = `The environments are ${names.join(', ')}.`
  if (named === undefined) {
    const message = 'there are several environments and none is called dev'
    return fail(projectFailure('environmentUnclear', { message, hint: `${list} Choose one: --env NAME` }))
  }
  const nearest = suggest(named, names)
  const hint = nearest === undefined ? list : `Did you mean ${nearest}? ${list}`
  return fail(projectFailure('environmentUnknown', { message: `there is no environment "${named}"`, hint }))
}

/** What may say where the state is. */
export interface StatePlace {
  readonly cwd: string
  /** The project's root; the working directory where there is none. */
  readonly root: string
  /** `--state DIR` */
  readonly flag?: string | undefined
  /** `QMTL_STATE` */
  readonly variable?: string | undefined
  readonly environment: Pick<EnvironmentConfig, 'state'>
}

/** The absolute path of the state folder; nothing is created and nothing looked at. */
export function chooseState(place: StatePlace): string {
  const given = place.flag ?? (place.variable === '' ? undefined : place.variable)
  if (given !== undefined) return resolve(place.cwd, given)
  return place.environment.state === null
    ? join(place.root, stateFolder)
    : resolve(place.root, place.environment.state)
}
