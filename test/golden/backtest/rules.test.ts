// Runs every example of docs/backtest.md and docs/metrics.md. QMTL_UPDATE_GOLDENS=1 writes the tables anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runExample, showTable } from '../../support/backtest-example.ts'
import type { Simulation } from '../../../services/backtest/simulate.ts'

/** The page with every table replaced by what its example gives. */
function recompute(page: string): string {
  let simulation: Simulation | undefined
  return page.replaceAll(
    /```(backtest|trades|equity|pending|ruined|metrics)\n([^`]*)```/g,
    (block, kind: string, body: string) => {
      if (kind === 'backtest') {
        simulation = runExample(body)
        return block
      }
      return simulation === undefined ? block : `\`\`\`${kind}\n${showTable(kind, body, simulation)}\`\`\``
    },
  )
}

test.each(['backtest.md', 'metrics.md'])('every example of docs/%s comes out as the page says', (page) => {
  const path = new URL(`../../../docs/${page}`, import.meta.url)
  const text = readFileSync(path, 'utf8')
  const recomputed = recompute(text)
  if (process.env['QMTL_UPDATE_GOLDENS'] === '1') writeFileSync(path, recomputed)
  expect(readFileSync(path, 'utf8')).toBe(recomputed)
})
