// Findings about what the language has and this version does not yet do.

export const qd09 = {}
