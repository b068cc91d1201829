// Databases collate as they please; answers are ordered by code unit, here.

export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
