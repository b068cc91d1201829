// `qmtl eval`: expressions over a file of numbers.
import process from 'node:process'
import { Args, Flags } from '@oclif/core'
import { fail, ok } from '../../services/core/result.ts'
import { BaseCommand } from '../base-command.ts'
import { paramFlag, pathFlag } from '../flags.ts'

export default class Eval extends BaseCommand {
  static override summary = 'Compute expressions over a CSV file, one tick a row.'
  static override strict = false
  static override examples = [
    {
      description: 'A moving average of the closes',
      command: "<%= config.bin %> eval 'sma(close, 20)' --data data/btcusd-1d.csv",
    },
    {
      description: 'Named columns as CSV',
      command:
        "<%= config.bin %> eval 'fast=ema(close, 12)' 'slow=ema(close, 26)' --data data/btcusd-1d.csv --csv",
    },
    {
      description: 'An expression that begins with a minus',
      command: "<%= config.bin %> eval --data data/btcusd-1d.csv -- '-close'",
    },
    { description: 'Many expressions over many files', command: '<%= config.bin %> eval --batch cases.json' },
  ]
  static override args = { exprs: Args.string({ description: 'EXPR or NAME=EXPR', ignoreStdin: true }) }
  static override flags = {
    ...paramFlag,
    data: pathFlag('the file; its first column is the time', 'FILE.csv'),
    csv: Flags.boolean({ description: 'print CSV: one line for every row', exclusive: ['batch'] }),
    batch: Flags.string({
      description: 'evaluate a list of expressions; prints JSON lines',
      helpValue: 'FILE.json',
      exclusive: ['data'],
    }),
    interval: Flags.string({
      description: 'the interval of the rows, for example 5m',
      helpValue: 'DURATION',
    }),
    stamp: Flags.string({
      description: 'whether times are of the opening or the end of a bar',
      options: ['open', 'end'],
      default: 'open',
    }),
  }

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Eval)
    const { projectFailure } = await import('../project/failures.ts')
    const { evaluateBatch, evaluateFile } = await import('../operations/eval-file.ts')
    const { evalCsv, evalJson, evalView } = await import('../views/eval.ts')
    const { parseDuration } = await import('../../services/market/durations.ts')
    const intervalMs = flags.interval === undefined ? null : parseDuration(flags.interval)
    const usage = (message: string, hint: string): void =>
      this.finish(fail(projectFailure('usage', { message, hint })), () => '')
    if (intervalMs === undefined)
      return usage(`"${flags.interval}" is no interval`, 'Write it as 5m, 1h, 1d.')
    const stamp = flags.stamp === 'end' ? 'end' : 'open'
    const options = { cwd: process.cwd(), stamp, intervalMs, params: flags.param ?? [] } as const
    if (flags.batch !== undefined) {
      const done = evaluateBatch(flags.batch, options, (line) =>
        process.stdout.write(`${JSON.stringify(line)}\n`),
      )
      if (!done.ok) return this.finish(done, () => '')
      if (done.value.failed > 0) process.exitCode = 10
      return undefined
    }
    if (flags.data === undefined) return usage('no file was named', 'Name it with --data FILE.csv.')
    if (argv.length === 0)
      return usage(
        'no expression was given',
        "For example: qmtl eval 'sma(close, 20)' --data data/btcusd-1d.csv",
      )
    const outcome = evaluateFile(flags.data, argv.map(String), options)
    if (this.jsonEnabled() && outcome.ok && outcome.value.result !== null) {
      const result = evalJson(outcome.value.result)
      return this.finish(ok({ ...outcome.value, result }), () => '')
    }
    return this.finish(outcome, flags.csv ? evalCsv : evalView)
  }
}
