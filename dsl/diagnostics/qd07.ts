// Findings about sinks.

export const qd07 = {}
