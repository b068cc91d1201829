// `qmtl check`: types, clocks, causality, missing values.
import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../base-command.ts'
import { callPlace, projectFlag } from '../flags.ts'

export default class Check extends BaseCommand {
  static override summary = 'Check strategies: types, clocks, causality, missing values.'
  static override strict = false
  static override examples = [
    { description: 'Check the whole project', command: '<%= config.bin %> check' },
    { description: 'Check one file', command: '<%= config.bin %> check strategies/trend.qdag' },
    { description: 'Mend what has one sure fix', command: '<%= config.bin %> check --fix' },
  ]
  static override args = {
    files: Args.string({ description: 'files; all of the project when left out', ignoreStdin: true }),
  }
  static override flags = {
    ...projectFlag,
    fix: Flags.boolean({ description: 'apply the fixes that diagnostics offer' }),
  }

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Check)
    const { checkSources } = await import('../operations/check.ts')
    const request = { named: argv.map(String), fix: flags.fix }
    this.finish(checkSources(callPlace(flags), request), ({ files, errors, warnings, fixed }) => {
      const found = [
        `${errors} ${errors === 1 ? 'error' : 'errors'}`,
        ...(fixed > 0 ? [`${fixed} fixed`] : []),
        ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
      ]
      return `${files} ${files === 1 ? 'file' : 'files'} checked, ${found.join(', ')}\n`
    })
  }
}
