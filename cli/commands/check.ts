// `qmtl check`: types, clocks, causality, missing values.
import { Args } from '@oclif/core'
import { BaseCommand } from '../base-command.ts'
import { callPlace, projectFlag } from '../flags.ts'

export default class Check extends BaseCommand {
  static override summary = 'Check strategies: types, clocks, causality, missing values.'
  static override strict = false
  static override examples = [
    { description: 'Check the whole project', command: '<%= config.bin %> check' },
    { description: 'Check one file', command: '<%= config.bin %> check strategies/trend.qdag' },
  ]
  static override args = {
    files: Args.string({ description: 'files; all of the project when left out', ignoreStdin: true }),
  }
  static override flags = { ...projectFlag }

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Check)
    const { checkSources } = await import('../operations/check.ts')
    this.finish(checkSources(callPlace(flags), argv.map(String)), ({ files, errors, warnings }) => {
      const found = [
        `${errors} ${errors === 1 ? 'error' : 'errors'}`,
        ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
      ]
      return `${files} ${files === 1 ? 'file' : 'files'} checked, ${found.join(', ')}\n`
    })
  }
}
