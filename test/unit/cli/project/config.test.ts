// What qmtl.yaml may say, and what is said about one that is wrong.
import { describe, expect, test } from 'vitest'
import { decodeConfig } from '../../../../cli/project/config/decode-config.ts'
import { readStreamKey } from '../../../../cli/project/config/stream-key.ts'
import { readInstant } from '../../../../cli/project/config/instant.ts'
import { loadSchema } from '../../../../cli/schemas/catalog.ts'

const whole = `# a project
version: 1
strategies: ["strategies/**/*.qdag"]
defaults: { missing: skip }
streams:
  "binance:BTCUSDT @ 1m":
    type: Bar
    origin: 2022-01-01
    tags: [spot, crypto, spot]
    history: { driver: csv, path: data/btc.csv, columns: { close: Close } }
    live: { driver: replay }
environments:
  dev: { state: .qmtl, materialise: shared }
  prod:
    gateway: "https://gateway.example"
    key: "secret://env/QMTL_KEY"
    protect: true
    runs:
      - strategy: ema_cross
        as: ema_fast
        mode: live
        account: main
        params:
          fast: 8
          risk: 1.50%
`

/** Code, line and message of the failure that a text gives. */
function refusal(text: string): string {
  const read = decodeConfig(text)
  return read.ok ? 'accepted' : `${read.failure.code} ${read.failure.line}: ${read.failure.message}`
}

describe('a configuration', () => {
  test('is read with every default filled in', () => {
    expect(decodeConfig('version: 1')).toEqual({
      ok: true,
      value: {
        version: 1,
        strategies: ['strategies/**/*.qdag'],
        defaults: { missing: null },
        lint: { rules: {}, window: 10_000 },
        streams: [],
        environments: [],
      },
    })
  })

  test('keeps the lines and spellings that a plan points at', () => {
    const read = decodeConfig(whole)
    expect(read).toMatchObject({
      ok: true,
      value: {
        streams: [
          {
            name: 'binance:BTCUSDT',
            clock: { every_ms: 60_000, phase_ms: 0 },
            originMs: Date.UTC(2022, 0, 1),
            tags: ['crypto', 'spot'],
            history: { path: 'data/btc.csv', columns: { close: 'Close' }, line: 10 },
            line: 6,
          },
        ],
        environments: [
          { name: 'dev', line: 13 },
          {
            key: { variable: 'QMTL_KEY' },
            runs: [
              {
                as: 'ema_fast',
                params: { fast: { text: '8', line: 24 }, risk: { text: '1.50%', line: 25 } },
              },
            ],
          },
        ],
      },
    })
  })

  test('means the same with other line ends and a mark of byte order', () => {
    expect(decodeConfig(`\uFEFF${whole.replaceAll('\n', '\r\n')}`)).toEqual(decodeConfig(whole))
  })

  test.each([
    ['', 'QD3004 1: qmtl.yaml says nothing'],
    ['# only a comment\n', 'QD3004 1: qmtl.yaml says nothing'],
    ['{}', 'QD3004 1: qmtl.yaml says nothing'],
    ['strategies: []', 'QD3005 1: qmtl.yaml does not say its version'],
    ['- version', 'QD3005 1: qmtl.yaml does not say its version'],
    ['# x\nversion: 2', 'QD3005 2: the version is 2, which is not known'],
    ['version: "1"', 'QD3005 1: the version is the text "1", which is not known'],
    ['version: 1\nstrategies: [', 'QD3006 2: '],
    ['version: 1\n---\nversion: 1', 'QD3006 2: '],
    ['version: 1\nstreams: &s {}', 'QD3007 2: the anchor &s is not read'],
    ['version: 1\nstreams: *s', 'QD3007 2: the alias *s is not read'],
    ['version: 1\nstreams: !!map {}', 'QD3007 2: the tag !!map is not read'],
    ['version: 1\nstreams: !secret {}', 'QD3007 2: the tag !secret is not read'],
    ['version: 1\n<<: {}', 'QD3007 2: merge keys'],
    ['%YAML 1.1\n---\nversion: 1', 'QD3007 1: directives'],
    ['version: 1\n? [a]\n: 1', 'QD3007 2: a key is a word'],
    ['version: 1\nversion: 1', 'QD3008 2: the key "version" stands twice'],
    [
      'version: 1\nstreams: {"x @ 1h": {}, "x @ 60m": {}}',
      'QD3008 2: "x @ 60m" and "x @ 1h" are the same stream',
    ],
    [
      'version: 1\nenvironments:\n  dev:\n    runs:\n      - {strategy: a, mode: dryrun}\n      - {strategy: a, mode: dryrun}',
      'QD3008 6: dev has the dryrun run of a twice',
    ],
    [
      'version: 1\nenvironments:\n  dev:\n    runs:\n      - {strategy: a, as: x, mode: dryrun}\n      - {strategy: b, as: x, mode: live}',
      'QD3008 6: dev registers "x" twice, and not as the same: see line 5',
    ],
    [
      'version: 1\nenvironments:\n  dev:\n    runs:\n      - {strategy: a, mode: dryrun}\n      - {strategy: a, mode: live, params: {n: 3}}',
      'QD3008 6: dev registers "a" twice',
    ],
    ['version: 1\nstratgies: []', 'QD3009 2: "stratgies" is not a key'],
    ['version: 1\na: 1\nb: 2', 'QD3009 2: "a" is not a key that is known here (and 1 more)'],
    ['version: 1\nstrategies: a.qdag', 'QD3010 2: expected a list, found "a.qdag"'],
    ['version: 1\nstreams: {"btc": {}}', 'QD3010 2: "btc" is not a stream and its clock'],
    ['version: 1\nstreams: {"x @ 1m": {origin: 2022-02-30}}', 'QD3010 2: expected a date'],
    [
      'version: 1\ndefaults: {missing: interpolate}',
      'QD3010 2: expected one of skip, fail, na, hold(3), interpolate(3)',
    ],
    ['version: 1\nenvironments: {prod: {key: hunter2}}', 'QD3010 2: expected a reference'],
    ['version: 1\nenvironments: {dev: {protect: "true"}}', 'QD3010 2: expected true or false'],
    ['version: 1\nenvironments: {dev: {runs: [{mode: live}]}}', 'QD3011 2: "strategy" is missing here'],
    ['version: 1\nstreams: {"x @ 1m": {history: {driver: csv}}}', 'QD3011 2: "path" is missing here'],
  ])('%j is refused', (text, why) => {
    expect(refusal(text)).toContain(why)
  })

  test('takes one name for one strategy with equal params in two modes', () => {
    const params = ['{n: 3, m: 4}', '{m: 4, n: 3}']
    const runs = ['dryrun', 'live'].map((mode, at) => `{strategy: a, mode: ${mode}, params: ${params[at]}}`)
    expect(decodeConfig(`version: 1\nenvironments: {dev: {runs: [${runs.join(', ')}]}}`).ok).toBe(true)
  })

  test('names the nearest key', () => {
    const read = decodeConfig('version: 1\nenvironments:\n  dev: { materialize: shared }')
    expect(read).toMatchObject({ failure: { line: 3, hint: 'Did you mean materialise?' } })
  })

  test('never repeats a secret that was written where a reference belongs', () => {
    expect(JSON.stringify(decodeConfig('version: 1\nenvironments: {p: {key: hunter2}}'))).not.toContain(
      'hunter2',
    )
  })

  test('is judged alike by the published schema', async () => {
    const { parse } = await import('yaml')
    const schema = await loadSchema('config')
    for (const [text, fits] of [
      [whole, true],
      ['version: 1', true],
      ['version: 2', false],
      ['version: 1\nstratgies: []', false],
      ['version: 1\nenvironments: {dev: {materialise: some}}', false],
      ['version: 1\nenvironments: {dev: {key: hunter2}}', false],
      ['version: 1\nenvironments: {dev: {runs: [{mode: live}]}}', false],
      ['version: 1\nstreams: {"x @ 1m": {history: {driver: csv}}}', false],
      ['version: 1\ndefaults: {missing: na}', true],
    ] as const) {
      expect([text, schema.safeParse(parse(text)).success, decodeConfig(text).ok]).toEqual([text, fits, fits])
    }
  })
})

test('the default policy may fill gaps', () => {
  for (const policy of ['hold(3)', 'interpolate(12)']) {
    const decoded = decodeConfig(`version: 1\ndefaults: {missing: ${policy}}`)
    expect(decoded.ok && decoded.value.defaults.missing).toBe(policy)
  }
  for (const policy of ['hold(0)', 'hold(3.5)', 'hold(max: 3)', 'interpolate()'])
    expect(decodeConfig(`version: 1\ndefaults: {missing: "${policy}"}`).ok).toBe(false)
})

describe('the key of a stream', () => {
  test.each([
    ['binance:BTCUSDT @ 1m', 60_000, 0],
    ['  x@5s ', 5_000, 0],
    ['x @ 1h offset 30m', 3_600_000, 1_800_000],
    // 1970-01-01 was a Thursday; weeks begin on Monday.
    ['x @ 1w', 604_800_000, 345_600_000],
  ])('%j ticks every %i ms with phase %i', (key, every_ms, phase_ms) => {
    expect(readStreamKey(key)?.clock).toEqual({ every_ms, phase_ms })
  })

  test.each([
    ['nyse:SPY @ 1d in "XNYS"', { calendar: 'XNYS', version: 1, every: '1d' }],
    ['nyse:SPY@1w  in "XNYS"', { calendar: 'XNYS', version: 1, every: '1w' }],
    ['x:TRADES @ events', { events: 'x:TRADES' }],
  ])('%j is a clock of a calendar or of events', (key, clock) => {
    expect(readStreamKey(key)?.clock).toEqual(clock)
  })

  test.each([
    'x @ 1h in "XNYS"',
    'x @ 1d in "NONE"',
    'x @ 1d in XNYS',
    '',
    'x',
    '@ 1m',
    'x @',
    'x @ 1y',
    'x @ 0m',
    'x @ 10ms',
    'x @ 2w',
    'x @ 1h offset 2h',
    'a b @ 1m',
  ])('%j is none', (key) => {
    expect(readStreamKey(key)).toBeUndefined()
  })
})

describe('an instant', () => {
  test.each([
    ['2022-01-01', Date.UTC(2022, 0, 1)],
    ['2022-01-01T09:30Z', Date.UTC(2022, 0, 1, 9, 30)],
    ['2022-01-01 09:30:15.5Z', Date.UTC(2022, 0, 1, 9, 30, 15, 500)],
    ['2024-02-29T00:00:00+00:00', Date.UTC(2024, 1, 29)],
  ])('%s is %i', (text, ms) => {
    expect(readInstant(text)).toBe(ms)
  })

  test.each(['2023-02-29', '2022-13-01', '2022-01-01T25:00Z', '2022-01-01T09:30', '2022-1-1', 'today'])(
    '%s is none',
    (text) => {
      expect(readInstant(text)).toBeUndefined()
    },
  )
})

describe('a pattern for strategies', () => {
  const patterns = (pattern: string) => refusal(`version: 1\nstrategies:\n  - "${pattern}"\n`)

  test('has a few wildcards', () => {
    for (const pattern of ['strategies/**/*.qdag', 'a*b*c*.qdag', '*/x-?.qdag', '{one,two}/*.qdag'])
      expect(patterns(pattern)).toBe('accepted')
  })

  test.each([
    [`${'a*'.repeat(30)}b.qdag`, 'more than 3 wildcards between two slashes'],
    [`${'**/'.repeat(10)}x.qdag`, 'more than 3 times **'],
    [`${'a/'.repeat(60)}x.qdag`, 'more than 50 folders'],
    ['x'.repeat(2_000), 'longer than 1000 characters'],
    ['+(a*)+(a*)b.qdag', 'wildcards with parentheses'],
    ['{1..1000000}.qdag', 'braces with a range'],
    [`${'{a,b}'.repeat(10)}.qdag`, 'braces for more than 100 files'],
  ])('is refused where matching it could take for ever: %s', (pattern, fault) => {
    const said = patterns(pattern)
    expect(said).toMatch(/^[A-Z]+\d+ 3: the pattern "/)
    expect(said).toContain(fault)
  })
})

describe('a configuration that nests', () => {
  test.each([
    ['brackets', `version: 1\nx: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`, 2],
    ['dashes', `version: 1\nx:\n  ${'- '.repeat(20_000)}1\n`, 3],
  ])('too deep by %s is refused in plain words', (_, text, line) => {
    expect(refusal(text)).toContain(` ${line}: values lie too deep in each other`)
  })
})
