// Test projects by kind. Laws and drives of the whole program may take long; nothing else may.
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
    // A unit test that needs longer than this on a busy machine is not a unit test.
    testTimeout: 20_000,
    coverage: {
      provider: 'v8',
      include: ['{cli,dsl,compiler,services}/**/*.{ts,tsx}'],
      exclude: ['cli/bin/**', 'cli/packaging/**'],
    },
    projects: [
      project('architecture'),
      project('unit'),
      project('golden'),
      project('laws', { testTimeout: 180_000 }),
      project('contracts', { testTimeout: 90_000, hookTimeout: 60_000 }),
      project('e2e', { testTimeout: 180_000, hookTimeout: 180_000, exclude: ['**/*.timing.test.ts'] }),
      // Alone, after everything else: what it measures is how long programs take.
      project('timing', {
        include: ['test/e2e/**/*.timing.test.ts'],
        testTimeout: 180_000,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
})
