// What each entry of the bundle loads before it has run a line: its static imports and theirs. A
// command imports flags, types and the base class; its operation comes by a dynamic import.
import type { Metafile } from 'esbuild'

/** Slow to load, or needed by few commands. */
export const heavyModules: readonly string[] = [
  'chevrotain',
  '@chevrotain/utils',
  'kysely',
  'node:sqlite',
  'zod',
  'yaml',
  'ink',
  'react',
  'ts-morph',
  'esbuild',
  'pg',
  'ioredis',
  'neo4j-driver',
  'kafkajs',
  '@grpc/grpc-js',
  'fastify',
]

type Graph = Pick<Metafile, 'outputs'>

/** One sentence for each heavy module that an entry loads at once. */
export function findHeavyLoads(graph: Graph, entries: readonly string[]): readonly string[] {
  return entries.flatMap((entry) => {
    const output = Object.keys(graph.outputs).find((path) => graph.outputs[path]?.entryPoint === entry)
    if (output === undefined) return [`${entry} is no entry of the bundle`]
    const loaded = loadedWith(graph, output)
    return heavyModules
      .filter((name) => loaded.has(name))
      .map((name) => `${entry} loads ${name} before it runs`)
  })
}

/** Names of the packages and outside modules that come with an output. */
function loadedWith(graph: Graph, start: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const names = new Set<string>()
  const queue = [start]
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    const output = graph.outputs[path]
    for (const input of Object.keys(output?.inputs ?? {})) names.add(packageOf(input))
    for (const { path: to, kind, external } of output?.imports ?? []) {
      if (kind === 'dynamic-import') continue
      if (external) names.add(to)
      else queue.push(to)
    }
  }
  return names
}

/** The innermost package that a file belongs to, a module of Node; the file itself for one of ours. */
function packageOf(input: string): string {
  const builtin = /^(?:imported|required):(node:.+)$/.exec(input)?.[1]
  return builtin ?? /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? input
}
