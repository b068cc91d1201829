// A bug in a service, as against a failure that an operator can cause and cure.

/** Thrown where only a bug can lead; expected failures are values. */
export class InternalError extends Error {
  override name = 'InternalError'
}

/** Ends an exhaustive switch; the compiler proves that it is never reached. */
export function assertNever(value: never): never {
  throw new InternalError(`unexpected variant ${JSON.stringify(value)}`)
}
