// `qmtl lint`: what compiles and is most likely not meant.
import { Args, Flags } from '@oclif/core'
import { BaseCommand, type View } from '../base-command.ts'
import { callPlace, projectFlag } from '../flags.ts'
import type { LintResult } from '../operations/lint.ts'

const FORMATS = ['human', 'json', 'sarif', 'github', 'junit'] as const

export default class Lint extends BaseCommand {
  static override summary = 'Find what compiles and is most likely not meant.'
  static override strict = false
  static override examples = [
    { description: 'Lint the whole project', command: '<%= config.bin %> lint' },
    { description: 'Mend what has one sure fix', command: '<%= config.bin %> lint --fix' },
    { description: 'A report for code scanning', command: '<%= config.bin %> lint --format sarif' },
  ]
  static override args = {
    files: Args.string({ description: 'files; all of the project when left out', ignoreStdin: true }),
  }
  static override flags = {
    ...projectFlag,
    format: Flags.option({
      description: 'form of the findings',
      options: FORMATS,
      default: 'human' as const,
    })(),
    fix: Flags.boolean({ description: 'apply the fixes that findings offer', default: false }),
  }

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Lint)
    const { lintSources } = await import('../operations/lint.ts')
    const view = await this.viewOf(flags.format)
    this.finish(lintSources(callPlace(flags), { named: argv.map(String), fix: flags.fix }), view)
  }

  private async viewOf(format: (typeof FORMATS)[number]): Promise<View<LintResult>> {
    switch (format) {
      case 'human':
        return (await import('../views/lint/human.ts')).humanView
      case 'json':
        return (result) => `${JSON.stringify(result)}\n`
      case 'github':
        return (await import('../views/lint/github.ts')).githubView
      case 'junit':
        return (await import('../views/lint/junit.ts')).junitView
      case 'sarif': {
        const { sarifView } = await import('../views/lint/sarif.ts')
        return (result) => sarifView(result, this.config.version)
      }
    }
  }
}
