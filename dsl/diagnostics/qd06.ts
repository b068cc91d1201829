// Findings about missing data.

export const qd06 = {}
