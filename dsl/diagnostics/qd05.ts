// Findings about recursion and memory.

export const qd05 = {}
