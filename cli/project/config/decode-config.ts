// The meaning of qmtl.yaml: which keys there are, what they take, what stands for a key left out.
import type { MissingPolicy } from '../../../compiler/dag/document.ts'
import { fail, ok, type Failure, type Result } from '../../../services/core/result.ts'
import { isLintCode } from '../../../dsl/lint/code.ts'
import { projectFailure } from '../failures.ts'
import {
  type Config,
  configFile,
  type EnvironmentConfig,
  type RunConfig,
  type SecretRef,
  type StreamConfig,
} from './config.ts'
import {
  addProblem,
  choice,
  count,
  dictionaryOf,
  entriesOf,
  flag,
  listOf,
  optional,
  type Problems,
  record,
  required,
  text,
  word,
  written,
} from './decode.ts'
import { readInstant } from './instant.ts'
import { readYaml } from './read-yaml.ts'
import { patternFault } from './strategy-pattern.ts'
import { readStreamKey } from './stream-key.ts'
import type { MapEntry, Tree } from './tree.ts'

const identifier = word('a name of letters, digits and _', (found) =>
  /^[A-Za-z_]\w*$/.test(found) ? found : undefined,
)

const isFilling = (found: string): found is `hold(${number})` | `interpolate(${number})` =>
  /^(?:hold|interpolate)\([1-9]\d{0,4}\)$/.test(found)

/** In qmtl.yaml `hold(3)` is what the language writes as `hold(max: 3)`. */
const policy = word<MissingPolicy>('one of skip, fail, na, hold(3), interpolate(3)', (found) => {
  const plain = (['skip', 'fail', 'na'] as const).find((each) => each === found)
  return plain ?? (isFilling(found) ? found : undefined)
})

const history = record({
  driver: required(choice('csv')),
  path: required(written),
  columns: optional(dictionaryOf(text), {}),
})

const stream = record({
  type: optional(identifier, 'Bar'),
  origin: optional(word('a date such as 2022-01-01 or a time in UTC', readInstant), null),
  tags: optional(listOf(text), []),
  history: optional(history, null),
  live: optional(record({ driver: required(choice('replay')) }), null),
})

const run = record({
  strategy: required(identifier),
  as: optional(identifier, null),
  mode: required(choice('dryrun', 'live')),
  account: optional(text, null),
  params: optional(dictionaryOf(written), {}),
})

function decodePattern(tree: Tree, problems: Problems): string | undefined {
  const pattern = text(tree, problems)
  const fault = pattern === undefined ? null : patternFault(pattern)
  if (pattern === undefined || fault === null) return pattern
  const hint = 'A pattern such as strategies/**/*.qdag finds the files of a folder.'
  const shown = pattern.length > 60 ? `${pattern.slice(0, 59)}…` : pattern
  return addProblem(problems, 'configValue', tree.at, `the pattern "${shown}" ${fault}`, hint)
}

/** What stands where a reference belongs may be the secret itself: no message repeats it. */
function decodeSecret(tree: Tree, problems: Problems): SecretRef | undefined {
  const found = tree.kind === 'scalar' ? /^secret:\/\/env\/([A-Z_][A-Z0-9_]*)$/.exec(tree.text) : null
  const variable = found?.[1]
  if (variable !== undefined) return { variable }
  const hint = 'A secret stays in the environment: secret://env/QMTL_KEY'
  return addProblem(problems, 'configValue', tree.at, 'expected a reference to a secret', hint)
}

const address = word('an address such as https://gateway.example', (found) =>
  /^https?:$/.test(URL.parse(found)?.protocol ?? '') ? found : undefined,
)

const environment = record({
  state: optional(text, null),
  gateway: optional(address, null),
  key: optional(decodeSecret, null),
  protect: optional(flag, false),
  materialise: optional(choice('shared', 'all', 'declared'), 'shared' as const),
  runs: optional(listOf(decodeRun), []),
})

const level = choice('off', 'note', 'warning', 'error')

const lint = record({
  rules: optional(entriesOf(decodeRule), []),
  window: optional(count, 10_000),
})

const config = record({
  version: required(() => 1 as const),
  strategies: optional(listOf(decodePattern), ['strategies/**/*.qdag']),
  defaults: optional(record({ missing: optional(policy, null) }), { missing: null }),
  lint: optional(lint, { rules: [], window: 10_000 }),
  streams: optional(entriesOf(decodeStream), []),
  environments: optional(entriesOf(decodeEnvironment), []),
})

function decodeRule(entry: MapEntry, problems: Problems) {
  const severity = level(entry.value, problems)
  if (!isLintCode(entry.key)) {
    const hint = 'Codes of lint look like QD1101: docs/lint.md lists them.'
    return addProblem(problems, 'configKey', entry.at, `"${entry.key}" is not a code of lint`, hint)
  }
  return severity && ([entry.key, severity] as const)
}

function decodeStream(entry: MapEntry, problems: Problems): StreamConfig | undefined {
  const key = readStreamKey(entry.key)
  const body = stream(entry.value, problems)
  if (key === undefined) {
    const hint = 'Write the name and clock as in the language: "binance:BTCUSDT @ 1m".'
    return addProblem(problems, 'configValue', entry.at, `"${entry.key}" is not a stream and its clock`, hint)
  }
  if (body === undefined) return undefined
  const { origin, history: past, tags, ...rest } = body
  return {
    key: entry.key,
    ...key,
    ...rest,
    tags: [...new Set(tags)].toSorted(),
    originMs: origin,
    history: past && { ...past, path: past.path.text, line: past.path.line },
    line: entry.at.line,
  }
}

function decodeRun(tree: Tree, problems: Problems): RunConfig | undefined {
  const body = run(tree, problems)
  return body && { ...body, as: body.as ?? body.strategy, line: tree.at.line }
}

function decodeEnvironment(entry: MapEntry, problems: Problems): EnvironmentConfig | undefined {
  if (!/^[A-Za-z][\w-]{0,63}$/.test(entry.key))
    return addProblem(problems, 'configValue', entry.at, `"${entry.key}" is not a name for an environment`)
  const isEmpty = entry.value.kind === 'scalar' && entry.value.value === null
  const body = environment(isEmpty ? { kind: 'map', at: entry.at, entries: [] } : entry.value, problems)
  return body && { ...body, name: entry.key, line: entry.at.line }
}

/** Reads the text of a qmtl.yaml. The failure is the first problem; its message says how many more there are. */
export function decodeConfig(source: string, file: string = configFile): Result<Config> {
  const tree = readYaml(file, source)
  if (!tree.ok) return tree
  const root = tree.value
  const isEmpty = root === null || (root.kind === 'map' && root.entries.length === 0)
  if (isEmpty)
    return fail(
      projectFailure('configEmpty', {
        message: `${file} says nothing`,
        hint: 'It begins with: version: 1',
        file,
        line: 1,
      }),
    )
  const refused = refuseVersion(root, file)
  if (refused) return fail(refused)
  const problems: Problems = { file, found: [] }
  const decoded = config(root, problems)
  if (decoded) refuseTwins(decoded, problems)
  const [first, ...others] = problems.found.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
  if (first)
    return fail(
      others.length === 0 ? first : { ...first, message: `${first.message} (and ${others.length} more)` },
    )
  return decoded
    ? ok({ ...decoded, lint: { ...decoded.lint, rules: Object.fromEntries(decoded.lint.rules) } })
    : fail(projectFailure('configUnreadable', { message: `${file} cannot be read`, file }))
}

/** The version decides what everything else means, so it is looked at before anything else. */
function refuseVersion(root: Tree, file: string): Failure | null {
  const entry = root.kind === 'map' ? root.entries.find(({ key }) => key === 'version') : undefined
  const hint = 'This qmtl reads version 1. It begins with: version: 1'
  if (!entry)
    return projectFailure('configVersion', {
      message: `${file} does not say its version`,
      hint,
      file,
      line: 1,
    })
  const { value } = entry
  if (value.kind === 'scalar' && value.value === 1) return null
  const isText = value.kind === 'scalar' && typeof value.value === 'string'
  const found = value.kind === 'scalar' && value.value !== null ? value.text : 'nothing'
  const message = `the version is ${isText ? `the text "${found}"` : found}, which is not known`
  return projectFailure('configVersion', { message, hint, file, line: entry.at.line })
}

/** Two spellings of one clock are one stream. */
function refuseTwins(decoded: Pick<Config, 'streams' | 'environments'>, problems: Problems): void {
  const streams = new Map<string, string>()
  for (const { name, clock, key, line } of decoded.streams) {
    const identity = JSON.stringify([name, clock])
    const twin = streams.get(identity)
    if (twin !== undefined)
      addProblem(
        problems,
        'configDuplicate',
        { line, column: 1 },
        `"${key}" and "${twin}" are the same stream`,
        'Keep one of them.',
      )
    streams.set(identity, key)
  }
  for (const each of decoded.environments) refuseTwinRuns(each, problems)
}

/**
 * Runs of one name are one strategy with one set of params, in several modes or on several accounts;
 * two of one name in one mode on one account are one run.
 */
function refuseTwinRuns({ name, runs }: EnvironmentConfig, problems: Problems): void {
  const seen = new Set<string>()
  const registered = new Map<string, { readonly content: string; readonly line: number }>()
  for (const { as, strategy, params, mode, account, line } of runs) {
    const twice = (message: string, hint: string) =>
      addProblem(problems, 'configDuplicate', { line, column: 1 }, message, hint)
    const texts = Object.entries(params).map(([param, { text: value }]) => [param, value] as const)
    const content = JSON.stringify([strategy, texts.toSorted(([a], [b]) => (a < b ? -1 : 1))])
    const known = registered.get(as)
    const identity = JSON.stringify([as, mode, account])
    if (known !== undefined && known.content !== content)
      twice(
        `${name} registers "${as}" twice, and not as the same: see line ${known.line}`,
        'Give one of them another name: as.',
      )
    else if (seen.has(identity))
      twice(`${name} has the ${mode} run of ${as} twice`, 'Keep one of them, or give one another name: as.')
    registered.set(as, known ?? { content, line })
    seen.add(identity)
  }
}
