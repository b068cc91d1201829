// Runs the program as people do: as a process of the Node that the project pins.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Envelope } from '../../cli/envelope.ts'

/** The program in this checkout. */
export const program = fileURLToPath(new URL('../../cli/bin/qmtl.js', import.meta.url))

export interface CliRun {
  /** Null when a signal ended the process. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  /** Stdout as one JSON document; undefined when it is not one. */
  readonly json: Envelope | undefined
}

export interface CliOptions {
  readonly cwd?: string
  /** Added to the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly stdin?: string
  /** Another script than the program of this checkout. */
  readonly script?: string
  /** Another Node than the one that runs the tests, which is the pinned one. */
  readonly node?: string
}

/** Runs `qmtl …args` to its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  return settle(startCli(args, options), options.stdin)
}

/** Starts `qmtl …args` with pipes; whoever starts it ends it. */
export function startCli(args: readonly string[], options: CliOptions = {}): ChildProcess {
  return spawn(options.node ?? process.execPath, [options.script ?? program, ...args], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: cleanEnvironment(options.env ?? {}),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** Collects what a started program says and how it ends; null leaves its input to the caller. */
export async function settle(child: ChildProcess, stdin: string | null = ''): Promise<CliRun> {
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk))
  // A program that never reads may be gone before the text arrives.
  child.stdin?.on('error', () => undefined)
  if (stdin !== null) child.stdin?.end(stdin)
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  const stdout = Buffer.concat(out).toString('utf8')
  return { code, signal, stdout, stderr: Buffer.concat(err).toString('utf8'), json: parse(stdout) }
}

/** The environment of the tests without what would change the program's output. */
function cleanEnvironment(extra: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const dropped = new Set([
    'NODE_OPTIONS',
    'NODE_ENV',
    'VITEST',
    'CI',
    'NO_COLOR',
    'FORCE_COLOR',
    'QMTL_STATE',
  ])
  const kept = Object.entries(process.env).filter(
    ([name]) => !dropped.has(name) && !name.startsWith('VITEST_'),
  )
  return Object.fromEntries([...kept, ...Object.entries(extra).filter(([, value]) => value !== undefined)])
}

function parse(stdout: string): Envelope | undefined {
  try {
    return JSON.parse(stdout) as Envelope
  } catch {
    return undefined
  }
}
