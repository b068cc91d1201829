// `qmtl test`: the test blocks of strategies and libraries.
import { Args } from '@oclif/core'
import { BaseCommand } from '../base-command.ts'
import { callPlace, projectFlag } from '../flags.ts'

export default class Test extends BaseCommand {
  static override summary = 'Run the test blocks that stand beside the code.'
  static override strict = false
  static override examples = [
    { description: 'All tests of the project', command: '<%= config.bin %> test' },
    { description: 'The tests of one file', command: '<%= config.bin %> test strategies/trend.qdag' },
  ]
  static override args = {
    files: Args.string({ description: 'files; all of the project when left out', ignoreStdin: true }),
  }
  static override flags = { ...projectFlag }

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Test)
    const { testSources } = await import('../operations/test.ts')
    const { testView } = await import('../views/test.ts')
    this.finish(testSources(callPlace(flags), argv.map(String)), testView)
  }
}
