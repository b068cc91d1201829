// What qmtl.yaml says, as plain data with every default filled in. Lines are kept where a plan or a
// message has to point at them.
import type { Clock, MissingPolicy } from '../../../compiler/dag/document.ts'
import type { LintOptions } from '../../../compiler/lint/lint-file.ts'

export const configFile = 'qmtl.yaml'

export interface Config {
  readonly version: 1
  /** Patterns of strategy files, relative to the project's root. */
  readonly strategies: readonly string[]
  readonly defaults: {
    /** For inputs that do not say it themselves. */
    readonly missing: MissingPolicy | null
  }
  readonly lint: LintOptions
  readonly streams: readonly StreamConfig[]
  readonly environments: readonly EnvironmentConfig[]
}

export interface StreamConfig {
  /** The key as it is written: `binance:BTCUSDT @ 1m`. */
  readonly key: string
  readonly name: string
  readonly clock: Clock
  /** Name of the type of its ticks: `Bar`. */
  readonly type: string
  /** The first tick that counts, in milliseconds since 1970; null: the first of the history. */
  readonly originMs: number | null
  /** Sorted, each once. */
  readonly tags: readonly string[]
  readonly history: HistoryConfig | null
  readonly live: { readonly driver: 'replay' } | null
  readonly line: number
}

export interface HistoryConfig {
  readonly driver: 'csv'
  /** Relative to the project's root. */
  readonly path: string
  /** Column names by field; a field that is left out is called as in the file. */
  readonly columns: Readonly<Record<string, string>>
  /** Where `path` stands. */
  readonly line: number
}

export type Materialise = 'shared' | 'all' | 'declared'

export interface EnvironmentConfig {
  readonly name: string
  /** Folder of the embedded state, as written; null: `.qmtl` beside qmtl.yaml. */
  readonly state: string | null
  readonly gateway: string | null
  readonly key: SecretRef | null
  /** Changes ask for consent even where a saved plan would be enough. */
  readonly protect: boolean
  readonly materialise: Materialise
  readonly runs: readonly RunConfig[]
  readonly line: number
}

/** `secret://env/NAME`: where a secret is read from when it is needed, never the secret. */
export interface SecretRef {
  readonly variable: string
}

export interface RunConfig {
  /** Name of a strategy of the project. */
  readonly strategy: string
  /** The name under which the environment knows it. */
  readonly as: string
  readonly mode: 'dryrun' | 'live'
  readonly account: string | null
  /** Overrides of params by name. */
  readonly params: Readonly<Record<string, ParamOverride>>
  readonly line: number
}

export interface ParamOverride {
  /** The value as it is written: `8`, `1%`. */
  readonly text: string
  readonly line: number
}

/** What a project has that names no environment. */
export const defaultEnvironment: EnvironmentConfig = {
  name: 'dev',
  state: null,
  gateway: null,
  key: null,
  protect: false,
  materialise: 'shared',
  runs: [],
  line: 1,
}
