import { defineConfig } from 'vitest/config'

const project = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], ...extra },
})

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', './test/support/closing-line.ts'],
    coverage: { provider: 'v8', include: ['{cli,dsl,compiler,services}/**/*.{ts,tsx}'], exclude: ['cli/bin/**'] },
    projects: [
      project('unit'),
      project('laws', { testTimeout: 120_000 }),
      project('golden'),
      project('architecture'),
      project('contracts', { testTimeout: 60_000 }),
      project('e2e', { testTimeout: 120_000 }),
    ],
  },
})
