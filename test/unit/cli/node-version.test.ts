// Which Node is new enough to run the program.
import { expect, test } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }
import { explainOldNode } from '../../../cli/bin/node-version.js'

test.each(['22.23.0', '22.24.1', '23.0.0', '24.11.0', '26.0.0', '24.0.0-nightly20250101'])(
  '%s runs',
  (version) => {
    expect(explainOldNode(version, '/usr/bin/node')).toBeNull()
  },
)

test.each(['0.10.48', '12.22.0', '18.19.1', '20.20.2', '22.0.0', '22.22.9'])(
  '%s is refused in one line',
  (version) => {
    expect(explainOldNode(version, '/opt/node')).toBe(
      `qmtl needs Node.js 22.23 or newer; this is ${version} (/opt/node). In a project: npm i -D node@24, then npx qmtl.\n`,
    )
  },
)

test('the version that is asked for is the one of the package', () => {
  expect(manifest.engines.node).toBe('>=22.23')
})
