// Findings about names, imports, parameters.

export const qd02 = {}
