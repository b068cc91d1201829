// qmtl.yaml, for editors. The program reads it with a decoder of its own that knows lines; a test
// holds the two against each other.
import { z } from 'zod'

const missing = z
  .union([z.enum(['skip', 'fail', 'na']), z.string().regex(/^(?:hold|interpolate)\([1-9]\d{0,4}\)$/)])
  .describe('for inputs that do not say what a missing tick means')
const scalar = z.union([z.string(), z.number(), z.boolean()])

const stream = z.strictObject({
  type: z.string().default('Bar').describe('the type of a tick'),
  origin: z
    .string()
    .optional()
    .describe('the first tick, a date or a time in UTC; the first row when left out'),
  tags: z.array(z.string()).default([]),
  history: z
    .strictObject({
      driver: z.literal('csv'),
      path: z.string().describe('relative to qmtl.yaml'),
      columns: z.record(z.string(), z.string()).optional().describe('field: the name of its column'),
    })
    .optional(),
  live: z.strictObject({ driver: z.literal('replay') }).optional(),
})

const run = z.strictObject({
  strategy: z.string(),
  as: z
    .string()
    .optional()
    .describe('the name it is registered under; the name of the strategy when left out'),
  mode: z.enum(['dryrun', 'live']),
  account: z.string().optional(),
  params: z.record(z.string(), scalar).default({}),
})

const environment = z.strictObject({
  state: z.string().optional().describe('folder of the embedded state'),
  gateway: z.url().optional(),
  key: z
    .string()
    .regex(/^secret:\/\/env\/[A-Z_][A-Z0-9_]*$/)
    .optional(),
  protect: z.boolean().default(false),
  materialise: z.enum(['shared', 'all', 'declared']).default('shared'),
  runs: z.array(run).default([]),
})

export const schema = z
  .strictObject({
    version: z.literal(1),
    strategies: z.array(z.string()).default(['strategies/**/*.qdag']),
    defaults: z.strictObject({ missing: missing.optional() }).default({}),
    lint: z
      .strictObject({
        rules: z
          .record(z.string().regex(/^QD1[1-4]\d\d$/), z.enum(['off', 'note', 'warning', 'error']))
          .default({})
          .describe('the severity of codes of lint, for other ones than their own'),
        window: z.int().min(1).default(10_000).describe('ticks of the longest window that needs no word'),
      })
      .prefault({}),
    streams: z
      .record(
        z
          .string()
          .describe(
            'its name and clock: "binance:BTCUSDT @ 1m", "nyse:SPY @ 1d in \\"XNYS\\"", "x:TRADES @ events"',
          ),
        stream,
      )
      .default({}),
    environments: z.record(z.string(), environment).default({}),
  })
  .describe('qmtl.yaml, version 1')
