// How long programs take to start, compared in one run: times of a busy machine mean little alone.
import { spawnSync } from 'node:child_process'
import process from 'node:process'

export interface StartUp {
  readonly name: string
  /** Arguments of the Node that runs the tests. */
  readonly args: readonly string[]
  readonly cwd?: string | undefined
}

/**
 * The median wall time of each in milliseconds, over `rounds` rounds that run all of them in turn
 * after one that does not count. A start that fails is an error.
 */
export function measureStartUps(starts: readonly StartUp[], rounds: number): ReadonlyMap<string, number> {
  const times = new Map(starts.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round <= rounds; round++)
    for (const { name, args, cwd } of starts) {
      const before = performance.now()
      const { status, stderr } = spawnSync(process.execPath, [...args], { cwd })
      const took = performance.now() - before
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.toString()}`)
      if (round > 0) times.get(name)?.push(took)
    }
  return new Map([...times].map(([name, list]) => [name, medianOf(list)]))
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
