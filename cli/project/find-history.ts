// Where the history of a stream lies: inside the project, links followed.
import { fail, type Result } from '../../services/core/result.ts'
import { configFile, type HistoryConfig } from './config/config.ts'
import { resolveInside } from './paths.ts'

/** The real, absolute path of a history that qmtl.yaml names; a failure at its line when it lies outside. */
export function findHistory(root: string, { path, line }: HistoryConfig): Result<string> {
  const real = resolveInside(root, path)
  return real.ok ? real : fail({ ...real.failure, file: configFile, line })
}
