// What the check of the bundle finds, on graphs small enough to see.
import { describe, expect, test } from 'vitest'
import { findHeavyLoads } from '../../../../cli/packaging/cold-path.ts'

type Graph = Parameters<typeof findHeavyLoads>[0]
type Import = Graph['outputs'][string]['imports'][number]

function output(
  inputs: readonly string[],
  imports: readonly Import[],
  entryPoint?: string,
): Graph['outputs'][string] {
  const held = Object.fromEntries(inputs.map((path) => [path, { bytesInOutput: 1 }]))
  return {
    bytes: 1,
    inputs: held,
    exports: [],
    imports: [...imports],
    ...(entryPoint === undefined ? {} : { entryPoint }),
  }
}

const main = 'cli/main.ts'

describe('the cold path', () => {
  test('may hold what is loaded later', () => {
    const graph: Graph = {
      outputs: {
        'dist/main.js': output([main], [{ path: 'dist/later.js', kind: 'dynamic-import' }], main),
        'dist/later.js': output(['node_modules/zod/index.js'], []),
      },
    }
    expect(findHeavyLoads(graph, [main])).toEqual([])
  })

  test('may not reach something heavy through others', () => {
    const graph: Graph = {
      outputs: {
        'dist/main.js': output([main], [{ path: 'dist/chunk.js', kind: 'import-statement' }], main),
        'dist/chunk.js': output(['cli/x.ts'], [{ path: 'dist/deep.js', kind: 'import-statement' }]),
        'dist/deep.js': output(['node_modules/a/node_modules/yaml/index.js'], []),
      },
    }
    expect(findHeavyLoads(graph, [main])).toEqual(['cli/main.ts loads yaml before it runs'])
  })

  test('may not reach something heavy that is not bundled', () => {
    const graph: Graph = {
      outputs: {
        'dist/main.js': output(
          [main],
          [{ path: 'node:sqlite', kind: 'import-statement', external: true }],
          main,
        ),
      },
    }
    expect(findHeavyLoads(graph, [main])).toEqual(['cli/main.ts loads node:sqlite before it runs'])
  })

  test('may not reach a heavy module of Node', () => {
    const graph: Graph = { outputs: { 'dist/main.js': output([main, 'imported:node:sqlite'], [], main) } }
    expect(findHeavyLoads(graph, [main])).toEqual(['cli/main.ts loads node:sqlite before it runs'])
  })

  test('of an entry that is not in the bundle is an error', () => {
    expect(findHeavyLoads({ outputs: {} }, [main])).toEqual(['cli/main.ts is no entry of the bundle'])
  })
})
