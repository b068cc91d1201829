// Generated cases: how many, from which seed. `QMTL_RUNS` multiplies the counts, `QMTL_SEED` replays.
import fc from 'fast-check'

const multiplier = Number(process.env['QMTL_RUNS'] ?? '1')
const replayed = process.env['QMTL_SEED']
const seed = replayed === undefined ? Date.now() % 2 ** 31 : Number(replayed)

/** Holds a property on `cases` generated cases (times QMTL_RUNS), and says from which seed. */
export function holds<Ts>(name: string, cases: number, property: fc.IProperty<Ts>): void {
  const numRuns = Math.max(1, Math.round(cases * multiplier))
  process.stdout.write(`${name}: ${numRuns} cases, QMTL_SEED=${seed}\n`)
  fc.assert(property, { numRuns, seed })
}
