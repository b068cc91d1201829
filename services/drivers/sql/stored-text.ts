// Texts come back as they were written or not at all: SQLite has no checksums of its own.
import { sha256Hex } from '../../../compiler/identity/sha256.ts'
import { portFailure } from '../../core/failures.ts'
import type { PortFailure } from '../../core/failures.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'

/** A stored thing that is not what was written. */
export function damaged(what: string): { readonly ok: false; readonly failure: PortFailure<'stateCorrupt'> } {
  return fail(
    portFailure('stateCorrupt', {
      message: `the stored ${what} is not what was written`,
      hint: 'Restore the state from a copy, or delete it and apply again.',
    }),
  )
}

/** The text, when its hash is the one stored beside it. */
export function sealed(
  what: string,
  text: string,
  hash: string,
): Result<string, PortFailure<'stateCorrupt'>> {
  return sha256Hex(text) === hash ? ok(text) : damaged(what)
}

/** The value that a repository wrote as JSON into a column that only it writes. */
export function parseStored<T>(what: string, text: string): Result<T, PortFailure<'stateCorrupt'>> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the same repository from a T
    return ok(JSON.parse(text) as T)
  } catch {
    return damaged(what)
  }
}
