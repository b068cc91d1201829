// The ticks of a strategy's inputs: from files named by flags, else from the histories that the
// project declares.
import { resolve } from 'node:path'
import { sameClock } from '../../compiler/dag/clock.ts'
import type { DagNode } from '../../compiler/dag/document.ts'
import { inputNodeId } from '../../compiler/passes/cut.ts'
import type { Ticks } from '../../compiler/runtime/ticks.ts'
import type { Program, ProgramInput } from '../../dsl/check/program.ts'
import { suggest } from '../../dsl/diagnostics/suggest.ts'
import type { DataSource } from '../../services/backtest/result.ts'
import { fail, ok } from '../../services/core/result.ts'
import type { Failure, Result } from '../../services/core/result.ts'
import { gridOf, type RowClock } from '../../services/market/clock-grid.ts'
import { loadBars } from '../../services/market/csv/load-bars.ts'
import { projectFailure } from '../project/failures.ts'
import type { Workspace } from '../project/open-project.ts'
import { findHistory } from '../project/find-history.ts'
import { showPath } from '../project/paths.ts'
import { readBytes } from '../project/read-file.ts'
import { checkpoint } from '../checkpoint.ts'

export interface LoadedInput {
  readonly name: string
  readonly node: DagNode
  readonly ticks: Ticks
  /** What trades fill at: the ticks, or where the policy fills gaps the rows as the market made them. */
  readonly prices: Ticks
  readonly source: DataSource
  readonly warnings: readonly Failure[]
}

interface Place {
  /** As it is shown. */
  readonly file: string
  /** What to do when it cannot be read. */
  readonly hint: string
  readonly absolute: string
  readonly originMs: number | null
  readonly columns: Readonly<Record<string, string>>
}

/** `INPUT=FILE` flags by input. */
function dataFlags(flags: readonly string[], program: Program): Result<ReadonlyMap<string, string>> {
  const names = program.inputs.map((input) => input.name)
  const form = `For example: --data ${names[0] ?? 'bars'}=prices.csv`
  const files = new Map<string, string>()
  for (const flag of flags) {
    const at = flag.indexOf('=')
    const name = at < 1 ? flag : flag.slice(0, at)
    if (at < 1)
      return fail(
        projectFailure('usage', { message: `--data ${flag} is not of the form INPUT=FILE`, hint: form }),
      )
    if (!names.includes(name)) {
      const nearest = suggest(name, names)
      const hint = nearest === undefined ? `Its inputs are ${names.join(', ')}.` : `Did you mean ${nearest}?`
      return fail(projectFailure('usage', { message: `${program.name} has no input "${name}"`, hint }))
    }
    if (at === flag.length - 1)
      return fail(projectFailure('usage', { message: `--data ${flag} names no file`, hint: form }))
    files.set(name, flag.slice(at + 1))
  }
  return ok(files)
}

/** Loads the inputs of the program that are among `nodes`; looks at the signal before each. */
export async function loadInputs(
  workspace: Workspace,
  program: Program,
  nodes: readonly DagNode[],
  flags: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly LoadedInput[]>> {
  const files = dataFlags(flags, program)
  if (!files.ok) return files
  const loaded: LoadedInput[] = []
  for (const input of program.inputs) {
    const id = inputNodeId(input.term)
    const node = nodes.find((each) => each.node_id === id)
    if (node === undefined) continue
    await checkpoint(signal)
    const place = placeOf(workspace, node, input, files.value.get(input.name))
    if (!place.ok) return place
    const other = loaded.find((each) => each.node === node)
    if (other !== undefined && other.source.file === place.value.file) continue
    if (other !== undefined) {
      const message = `"${other.name}" and "${input.name}" are one input, and --data gives them different files`
      return fail(
        projectFailure('usage', { message, hint: 'Give both the same file, or read another stream.' }),
      )
    }
    const ticks = loadInput(input.name, node, place.value)
    if (!ticks.ok) return ticks
    loaded.push(ticks.value)
  }
  return ok(loaded)
}

function placeOf(
  workspace: Workspace,
  node: DagNode,
  input: ProgramInput,
  named: string | undefined,
): Result<Place> {
  const { name } = input
  const { stream, clock } = node.config
  const declared = workspace.config?.streams.find(
    (each) => each.name === stream && sameClock(each.clock, clock),
  )
  if (named !== undefined) {
    const absolute = resolve(workspace.cwd, named)
    const file = showPath(workspace.root, absolute)
    const hint = `Name another file: --data ${name}=FILE.csv`
    return ok({ file, hint, absolute, originMs: null, columns: {} })
  }
  if (declared?.history == null) {
    const message = `there are no data for the input "${name}" (${input.key})`
    const hint = `Name a file: --data ${name}=FILE.csv, or give the stream a history in qmtl.yaml.`
    return fail(projectFailure('noData', { message, hint }))
  }
  const { path, columns } = declared.history
  const found = findHistory(workspace.root, declared.history)
  if (!found.ok) return found
  const hint = `Streams name their history in qmtl.yaml; or name a file: --data ${name}=FILE.csv`
  return ok({ file: path, hint, absolute: found.value, originMs: declared.originMs, columns })
}

function loadInput(name: string, node: DagNode, place: Place): Result<LoadedInput> {
  const bytes = readBytes(place.absolute, place.file)
  if (!bytes.ok) return fail({ ...bytes.failure, hint: place.hint })
  const fields = typeof node.schema === 'string' ? ['value'] : Object.keys(node.schema.record)
  const bars = loadBars({
    bytes: bytes.value,
    file: place.file,
    stream: node.config.stream ?? name,
    fields,
    clock: node.config.clock,
    missing: node.config.missing ?? 'skip',
    columns: place.columns,
  })
  if (!bars.ok) return bars
  const { rows, raw, fingerprint, warnings } = bars.value
  const begins = Math.max(place.originMs ?? -Infinity, sinceOf(node))
  const since = (all: Ticks): Ticks => (begins === -Infinity ? all : from(all, begins, node.config.clock))
  const ticks = since(bars.value.ticks)
  const isFilled = /^(?:hold|interpolate)/.test(node.config.missing ?? '')
  const prices = isFilled ? since(raw) : ticks
  return ok({
    name,
    node,
    ticks,
    prices,
    source: { input: name, file: place.file, fingerprint, rows },
    warnings,
  })
}

/** Where the strategy itself says that its input begins. */
const sinceOf = ({ config }: DagNode): number =>
  config.since === undefined ? -Infinity : Date.parse(config.since)

/** The ticks whose periods opened at an instant or after it. */
function from(ticks: Ticks, instant: number, clock: RowClock): Ticks {
  const grid = gridOf(clock)
  const at = ticks.times.findIndex((time, row) => grid.openingOf(ticks.labels[row] ?? NaN, time) >= instant)
  const cut = (values: Float64Array): Float64Array => values.slice(at === -1 ? values.length : at)
  return {
    times: cut(ticks.times),
    labels: cut(ticks.labels),
    columns: Object.fromEntries(Object.entries(ticks.columns).map(([field, column]) => [field, cut(column)])),
  }
}
