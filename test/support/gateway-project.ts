// A small project for tests of the Gateway: prices, strategies, and the plans that they give.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { compile } from '../../compiler/compile.ts'
import type { DagDocument } from '../../compiler/dag/document.ts'
import { askFor } from '../../compiler/plan/ask.ts'
import type { Desired, DesiredStream, Materialise } from '../../compiler/plan/desired.ts'
import { diffPlan, type Planned } from '../../compiler/plan/diff-plan.ts'
import { encodeQplan, sealPlan } from '../../compiler/plan/qplan.ts'
import { createSource } from '../../dsl/source/source-text.ts'
import type { GatewayReader } from '../../services/gateway/gateway.ts'
import type { EmbeddedPlace } from '../../services/host/embedded.ts'
import { soon } from './store-samples.ts'

const MINUTE_MS = 60_000
/** 2024-01-01T00:00Z. */
const START = 1_704_067_200_000

/** A CSV of minute bars that wander deterministically; the last of every `hole` rows is missing. */
export function barsCsv(rows: number, step = 7, hole = 17): string {
  const lines = ['time,open,high,low,close,volume']
  for (let i = 0; i < rows; i += 1) {
    if (i % hole === hole - 1) continue
    const close = 100 + 10 * Math.sin(i / step) + (i % 5)
    const prices = [close - 0.5, close + 1, close - 1, close, 10 + (i % 3)]
    lines.push([new Date(START + i * MINUTE_MS).toISOString(), ...prices].join(','))
  }
  return `${lines.join('\n')}\n`
}

function stream(name: string, path: string): DesiredStream {
  return {
    key: `${name} @ 1m`,
    name,
    clock: { every_ms: MINUTE_MS, phase_ms: 0 },
    type: 'Bar',
    origin_ms: null,
    tags: [],
    history: { driver: 'csv', path },
    live: null,
  }
}

/** Compiles a source of which only the part after the strategy's name is given. */
function strategy(name: string, body: string): DagDocument {
  const source = createSource(`strategies/${name}.qdag`, `strategy ${name}\n${body}\n`)
  const { document, findings } = compile(source, { missing: null })
  if (document === null) throw new TypeError(findings.map((finding) => finding.code).join(' '))
  return document
}

const INPUTS = `input a: Bar from stream("binance:BTCUSDT") @ 1m missing skip
input b: Bar from stream("binance:ETHUSDT") @ 1m missing skip`

/** Two strategies that share an average; the second also reads another stream. */
export const cross = (fast = 5, slow = 12) =>
  strategy('cross', `${INPUTS}\nemit signal long = crossover(ema(a.close, ${fast}), ema(a.close, ${slow}))`)
export const pair = (n = 9) =>
  strategy(
    'pair',
    `${INPUTS}\nlet z = (a.close - b.close) - sma(a.close - b.close, ${n})\nemit signal z = z\nemit target weight on a = if ema(a.close, 5) > b.close then 1 else 0`,
  )

export function desiredOf(...documents: readonly DagDocument[]): Desired {
  return {
    environment: 'dev',
    streams: [stream('binance:BTCUSDT', 'data/btc.csv'), stream('binance:ETHUSDT', 'data/eth.csv')],
    strategies: documents.map((document) => ({ name: document.meta.strategy, document, params: {} })),
  }
}

export interface Folder extends EmbeddedPlace {
  /** A copy of the whole folder, state included, as another place. */
  copy(): Folder
  write(path: string, text: string): void
}

/** A project's folder with prices of both streams, removed after the running test. */
export function projectFolder(rows = 200): Folder {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'qmtl-gateway-')))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const folder = folderAt(root)
  folder.write('data/btc.csv', barsCsv(rows))
  folder.write('data/eth.csv', barsCsv(rows, 11, 8))
  return folder
}

function folderAt(root: string): Folder {
  return {
    root,
    state: join(root, '.qmtl'),
    copy() {
      const other = realpathSync(mkdtempSync(join(tmpdir(), 'qmtl-gateway-')))
      onTestFinished(() => rmSync(other, { recursive: true, force: true }))
      cpSync(root, other, { recursive: true })
      return folderAt(other)
    },
    write(path, text) {
      mkdirSync(join(root, path, '..'), { recursive: true })
      writeFileSync(join(root, path), text)
    },
  }
}

/** Plans what is wanted against what the gateway observes. */
export async function planWith(
  gateway: GatewayReader,
  desired: Desired,
  materialise: Materialise = 'shared',
): Promise<Planned & { readonly qplan: string }> {
  const observed = await gateway.observe(desired.environment, askFor(desired), soon())
  if (!observed.ok) throw new TypeError(`${observed.failure.code}: ${observed.failure.message}`)
  const planned = diffPlan(desired, observed.value, { materialise })
  return { ...planned, qplan: encodeQplan(sealPlan(planned.plan)) }
}
