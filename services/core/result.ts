// Expected failures are values. A failure carries everything a person needs; a bug throws.

/** Why an operation could not be done, and what to do next. */
export interface Failure {
  /** Stable code, `QD2xxx` data, `QD3xxx` project, plan and apply, `QD4xxx` services. */
  readonly code: string
  readonly title: string
  readonly message: string
  readonly hint?: string
  readonly file?: string
  /** 1-based line of `file`. */
  readonly line?: number
}

export type Result<T, F = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: F }

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function fail<F>(failure: F): { readonly ok: false; readonly failure: F } {
  return { ok: false, failure }
}
