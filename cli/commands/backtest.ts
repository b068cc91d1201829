// `qmtl backtest`: trades a strategy's targets over past prices.
import { Args, Flags } from '@oclif/core'
import { fail, ok } from '../../services/core/result.ts'
import { BaseCommand } from '../base-command.ts'
import { callPlace, paramFlag, pathFlag, projectFlag } from '../flags.ts'

export default class Backtest extends BaseCommand {
  static override summary = 'Trade a strategy over past prices.'
  static override description =
    'The strategy is evaluated from the first tick of its data, and trades between --start and --end. A decision fills at the next open.'
  static override examples = [
    {
      description: 'A strategy of the project',
      command: '<%= config.bin %> backtest trend --start 2016-01-01 --end 2018-01-01',
    },
    {
      description: 'A file on other prices, with costs',
      command:
        '<%= config.bin %> backtest strategies/trend.qdag --data btc=data/btcusd-1d.csv --start 2016-01-01 --end 2018-01-01 --fee 0.1% --slippage 5bps',
    },
    {
      description: 'Trades and equity into files',
      command:
        '<%= config.bin %> backtest trend --start 2016-01-01 --end 2018-01-01 --trades trades.csv --equity equity.csv',
    },
  ]
  static override args = {
    strategy: Args.string({
      description: 'name of a strategy of the project, or a file',
      required: true,
      ignoreStdin: true,
    }),
  }
  static override flags = {
    ...projectFlag,
    ...paramFlag,
    start: Flags.string({
      description: 'trading begins here: a date or an instant in UTC',
      helpValue: 'TIME',
      required: true,
    }),
    end: Flags.string({ description: 'trading ends before this instant', helpValue: 'TIME', required: true }),
    data: Flags.string({
      description: 'prices of an input; may be repeated',
      helpValue: 'INPUT=FILE.csv',
      multiple: true,
      multipleNonGreedy: true,
    }),
    cash: Flags.string({ description: 'money at the start', helpValue: 'AMOUNT', default: '100000' }),
    fee: Flags.string({
      description: 'of the filled amount: 0.1%, 10bps or 0.001',
      helpValue: 'SHARE',
      default: '0',
    }),
    slippage: Flags.string({
      description: 'by which a fill is worse than the market',
      helpValue: 'SHARE',
      default: '0',
    }),
    lot: Flags.string({
      description: 'quantities are multiples of it; fractions when left out',
      helpValue: 'QUANTITY',
    }),
    trades: pathFlag('write the trades to this file', 'FILE.csv'),
    equity: pathFlag('write the equity to this file', 'FILE.csv'),
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Backtest)
    const { readRange, readSettings } = await import('../operations/backtest-request.ts')
    const range = readRange(flags.start, flags.end)
    const settings = readSettings(flags)
    if (!range.ok) return this.finish(range, () => '')
    if (!settings.ok) return this.finish(settings, () => '')
    const { backtest } = await import('../operations/backtest.ts')
    const { backtestView } = await import('../views/backtest.ts')
    const request = {
      strategy: args.strategy,
      range: range.value,
      settings: settings.value,
      data: flags.data ?? [],
      params: flags.param ?? [],
      signal: this.signal,
      onStage: (line: string) => this.tell(line),
    }
    const outcome = await backtest(callPlace(flags), request)
    if (!outcome.ok) return this.finish(outcome, () => '')
    const { result, ...rest } = outcome.value
    if (result === null) return this.finish(ok({ ...rest, result: null }), () => '')
    const { tradesCsv } = await import('../../services/backtest/trades-csv.ts')
    const { equityCsv } = await import('../../services/backtest/equity-csv.ts')
    const { counted } = await import('../views/figures.ts')
    const { writeFileWhole } = await import('../project/write-file.ts')
    const { namedFile } = await import('../project/open-project.ts')
    const files = [
      [
        flags.trades,
        counted(result.simulation.trades.length, 'trade'),
        () => tradesCsv(result.simulation.trades),
      ],
      [
        flags.equity,
        `equity of ${counted(result.simulation.curve.times.length, 'tick')}`,
        () => equityCsv(result.simulation.curve),
      ],
    ] as const
    for (const [file, what, text] of files) {
      if (file === undefined) continue
      const { file: shown, absolute } = namedFile(callPlace(flags), file)
      const written = writeFileWhole(absolute, shown, text())
      if (!written.ok) return this.finish(fail(written.failure), () => '')
      this.tell(`${what} written to ${shown}`)
    }
    return this.finish(ok({ ...rest, result: result.result }), (shown, screen) =>
      backtestView(shown, screen, result.simulation),
    )
  }
}
