// Findings about clocks.

export const qd04 = {}
