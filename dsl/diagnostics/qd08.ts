// Findings about tests in programs.

export const qd08 = {}
