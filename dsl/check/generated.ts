// What generators of test data make. Plain data: whoever runs a test turns it into ticks.

/** What a generator makes: one entry a tick; a record has one number a field. `null` is na. */
export type Cell = number | null | Readonly<Record<string, number | null>>
export type Generated =
  | { readonly kind: 'const'; readonly value: Cell; readonly ticks: number }
  | { readonly kind: 'ramp'; readonly from: number; readonly step: number; readonly ticks: number }
  | { readonly kind: 'table'; readonly rows: readonly Cell[] }
