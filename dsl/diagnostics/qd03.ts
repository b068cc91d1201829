// Findings about types and calls.

export const qd03 = {}
