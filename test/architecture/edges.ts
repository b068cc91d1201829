// Which folder may know which, and why. What no row allows is forbidden; inside one folder of the
// first level files know each other freely, but for the rows of `forbidden`. A new row is a decision:
// it is taken before the import is written, not after.

export interface Edge {
  readonly from: string
  readonly to: string
  readonly because: string
}

export const allowed: readonly Edge[] = [
  { from: 'dsl', to: 'dsl', because: 'the language stands alone' },
  { from: 'compiler', to: 'compiler', because: 'passes build on the term algebra and the document' },
  { from: 'compiler', to: 'dsl', because: 'the compiler reads checked programs' },

  { from: 'services', to: 'services', because: 'application objects build on ports and shared data' },
  { from: 'services', to: 'compiler/dag', because: 'services exchange canonical DAG JSON' },
  { from: 'services', to: 'compiler/identity', because: 'they recompute every id that they are given' },
  { from: 'services', to: 'compiler/plan', because: 'the difference of two states is one pure function' },
  { from: 'services', to: 'compiler/runtime', because: 'runs feed ticks to loaded nodes' },
  { from: 'services', to: 'compiler/codegen', because: 'any worker may generate code for canonical JSON' },
  { from: 'services', to: 'compiler/kernels', because: 'runs compute with the numeric steps' },
  { from: 'services', to: 'dsl/calendars', because: 'a file of days stands on the sessions of its clock' },
  { from: 'services', to: 'compiler/internal-error.ts', because: 'a bug is one class everywhere' },

  { from: 'cli', to: 'cli', because: 'commands parse, operations do, views show' },
  { from: 'cli', to: 'dsl', because: 'it checks, formats and lints sources' },
  { from: 'cli', to: 'compiler', because: 'it compiles, explains and evaluates' },
  { from: 'cli', to: 'services/host', because: 'the only wiring of ports and drivers' },
  { from: 'cli', to: 'services/gateway/gateway.ts', because: 'the interface that every client implements' },
  { from: 'cli', to: 'services/core/result.ts', because: 'expected failures have one shape' },
  { from: 'cli', to: 'services/core/failures.ts', because: 'expected failures have one catalogue' },
  { from: 'cli', to: 'services/backtest', because: 'a backtest is a pure computation over data' },
  { from: 'cli', to: 'services/market', because: 'decoding a file of prices is a pure computation' },
]

/** Exceptions to the rows above, each with the reason for which it is one. */
export const forbidden: readonly Edge[] = [
  { from: 'dsl/source', to: 'dsl/syntax', because: 'text and spans know no syntax' },
  { from: 'dsl/syntax', to: 'dsl/names', because: 'the tree is what was written, nothing resolved' },
  { from: 'dsl/syntax', to: 'dsl/check', because: 'the tree is what was written, nothing checked' },
  { from: 'dsl/syntax', to: 'dsl/builtins', because: 'the parser knows no function by name' },

  { from: 'compiler/dag', to: 'compiler/passes', because: 'the document is all that a service knows' },
  {
    from: 'compiler/identity',
    to: 'compiler/passes',
    because: 'ids are recomputed where nothing is compiled',
  },
  {
    from: 'compiler/kernels',
    to: 'compiler/codegen',
    because: 'numeric steps know nothing of generated text',
  },
  { from: 'compiler/interp', to: 'compiler/codegen', because: 'the definition checks the generator' },
  { from: 'compiler/codegen', to: 'compiler/interp', because: 'the generator is checked by the definition' },

  { from: 'services/core', to: 'services/drivers', because: 'a port never knows who serves it' },
  { from: 'services/gateway', to: 'services/drivers', because: 'application objects know ports only' },
  { from: 'services/dag-manager', to: 'services/drivers', because: 'application objects know ports only' },
  { from: 'services/backtest', to: 'services/drivers', because: 'a computation over data knows no store' },
  { from: 'services/market', to: 'services/drivers', because: 'a computation over data knows no store' },
  { from: 'services/drivers', to: 'services/gateway', because: 'drivers know their port, nobody above it' },
  {
    from: 'services/drivers',
    to: 'services/dag-manager',
    because: 'drivers know their port, nobody above it',
  },
  { from: 'services/core', to: 'services/host', because: 'wiring stands on top' },
  { from: 'services/gateway', to: 'services/host', because: 'wiring stands on top' },
  { from: 'services/dag-manager', to: 'services/host', because: 'wiring stands on top' },
  { from: 'services/drivers', to: 'services/host', because: 'wiring stands on top' },
  { from: 'services/backtest', to: 'services/host', because: 'wiring stands on top' },
  { from: 'services/market', to: 'services/host', because: 'wiring stands on top' },

  { from: 'cli/operations', to: 'cli/commands', because: 'an operation knows no flags' },
  { from: 'cli/operations', to: 'cli/views', because: 'an operation prints nothing' },
  { from: 'cli/operations', to: 'cli/base-command.ts', because: 'an operation knows no flags' },
  { from: 'cli/views', to: 'services/host', because: 'a view is a function of a result' },
  { from: 'cli/views', to: 'cli/project', because: 'a view reads no files' },
  { from: 'cli/views', to: 'cli/commands', because: 'a view is a function of a result' },
  { from: 'cli/project', to: 'cli/operations', because: 'the door to files serves operations' },
  { from: 'cli/project', to: 'cli/commands', because: 'the door to files knows no flags' },
]

/**
 * What may not be reached even through others. Services never parse a source, so nothing that they
 * import may drag the front end in.
 */
export const unreachable: readonly Edge[] = [
  'dsl/syntax',
  'dsl/names',
  'dsl/check',
  'dsl/std',
  'dsl/format',
  'dsl/lint',
  'compiler/passes',
  'compiler/interp',
].map((to) => ({ from: 'services', to, because: 'services see canonical JSON and never a source' }))
