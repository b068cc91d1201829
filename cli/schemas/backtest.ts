// `backtest`: trades and measures. A measure without a value is null, never 0.
import { z } from 'zod'
import { count, file, hash, measure, time } from './scalars.ts'

const trade = z.object({
  symbol: z.string(),
  side: z.enum(['long', 'short']),
  quantity: z.number(),
  entry_time: time,
  entry_price: z.number(),
  exit_time: time.nullable(),
  exit_price: z.number().nullable(),
  pnl: z.number().describe('net of fees; marked when open'),
  fees: z.number(),
  open: z.boolean(),
})

export const schema = z
  .object({
    strategy: z.string(),
    dag_id: hash,
    start: time,
    end: time,
    evaluated_from: time.nullable(),
    ticks: count,
    warmup_ticks: count,
    data: z.array(z.object({ input: z.string(), file, fingerprint: z.string(), rows: count })),
    trades: z.array(trade),
    metrics: z.object({
      total_return: measure,
      cagr: measure,
      volatility: measure,
      sharpe: measure,
      sortino: measure,
      calmar: measure,
      max_drawdown: measure,
      max_drawdown_ms: measure,
      hit_rate: measure,
      profit_factor: measure,
      turnover: measure,
      exposure: measure,
      trades: count.describe('closed ones'),
    }),
    cache: z.object({ nodes_reused: count, nodes_computed: count }),
  })
  .describe('result of backtest')
