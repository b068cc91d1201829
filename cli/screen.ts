// What may be assumed of the place where output goes. A pure function of a stream's facts and the
// environment, so that a view never looks at either.
import process from 'node:process'

export interface Screen {
  readonly color: boolean
  /** Columns to keep within; 80 where nothing is known, at least 40. */
  readonly width: number
  /** A person sits there: live drawing and questions make sense. */
  readonly interactive: boolean
}

interface StreamFacts {
  readonly isTTY?: boolean
  readonly columns?: number
}

/** Reads the facts of a stream: `NO_COLOR`, `CI`, `TERM=dumb` and narrow terminals are respected. */
export function describeScreen(
  stream: StreamFacts,
  env: Readonly<Record<string, string | undefined>>,
): Screen {
  const isTerminal = stream.isTTY === true
  const isPlain = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== ''
  const isDumb = env['TERM'] === 'dumb'
  const isCi = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false'
  return {
    color: isTerminal && !isPlain && !isDumb && !isCi,
    width: Math.max(40, stream.columns ?? 80),
    interactive: isTerminal && !isDumb && !isCi,
  }
}

export const outScreen = (): Screen => describeScreen(process.stdout, process.env)
export const errorScreen = (): Screen => describeScreen(process.stderr, process.env)
