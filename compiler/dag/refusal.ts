// Why a document is not accepted: the place in it and the reason.

export interface Refusal {
  /** A path such as `nodes[3].kernel.rows[0]`. */
  readonly path: string
  readonly message: string
}

/** Thrown inside the validator only, and caught at its door. */
export class Refused extends Error {
  override name = 'Refused'
  readonly refusal: Refusal
  constructor(path: string, message: string) {
    super(`${path}: ${message}`)
    this.refusal = { path, message }
  }
}

export function refuse(path: string, message: string): never {
  throw new Refused(path, message)
}
