// `qmtl lint`: what compiles and is most likely not meant.
import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../base-command.ts'
import { callPlace, projectFlag } from '../flags.ts'

export default class Lint extends BaseCommand {
  static override summary = 'Find what compiles and is most likely not meant.'
  static override strict = false
  static override examples = [
    { description: 'Lint the whole project', command: '<%= config.bin %> lint' },
    { description: 'Findings as JSON', command: '<%= config.bin %> lint --format json' },
  ]
  static override args = {
    files: Args.string({ description: 'files; all of the project when left out', ignoreStdin: true }),
  }
  static override flags = {
    ...projectFlag,
    format: Flags.string({
      description: 'form of the findings',
      options: ['human', 'json'],
      default: 'human',
    }),
  }

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Lint)
    const { lintSources } = await import('../operations/lint.ts')
    this.finish(lintSources(callPlace(flags), argv.map(String)), (result) => {
      if (flags.format === 'json') return `${JSON.stringify(result)}\n`
      const count = result.findings.length
      return `${result.files} ${result.files === 1 ? 'file' : 'files'}, ${count === 0 ? 'nothing found' : `${count} ${count === 1 ? 'finding' : 'findings'}`}\n`
    })
  }
}
