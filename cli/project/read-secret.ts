// Reads a secret at the moment it is needed. It is never kept, printed or planned.
import { fail, ok, type Result } from '../../services/core/result.ts'
import type { SecretRef } from './config/config.ts'
import { projectFailure } from './failures.ts'

/** The value of the variable that the reference names; unset or empty is a failure. */
export function readSecret(
  secret: SecretRef,
  env: Readonly<Record<string, string | undefined>>,
): Result<string> {
  const value = env[secret.variable]
  if (value !== undefined && value !== '') return ok(value)
  const message = `secret://env/${secret.variable}: the variable is not set`
  return fail(
    projectFailure('secretMissing', { message, hint: `Set ${secret.variable} in the environment.` }),
  )
}
