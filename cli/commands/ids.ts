// `qmtl ids`: NodeIDs and what they are made of.
import { Args } from '@oclif/core'
import { BaseCommand } from '../base-command.ts'
import { callPlace, paramFlag, projectFlag } from '../flags.ts'

export default class Ids extends BaseCommand {
  static override summary = 'Show the NodeIDs of strategies, and with --json what they are the hashes of.'
  static override strict = false
  static override examples = [
    {
      description: 'Nodes and sinks of one strategy',
      command: '<%= config.bin %> ids strategies/trend.qdag',
    },
    {
      description: 'With another value for a param',
      command: '<%= config.bin %> ids strategies/trend.qdag --param fast=8',
    },
    {
      description: 'Everything that another program needs to check the hashes',
      command: '<%= config.bin %> ids strategies/trend.qdag --json',
    },
  ]
  static override args = {
    files: Args.string({ description: 'files; all of the project when left out', ignoreStdin: true }),
  }
  static override flags = { ...projectFlag, ...paramFlag }

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Ids)
    const { idsOfSources } = await import('../operations/ids.ts')
    const { idsView } = await import('../views/ids.ts')
    this.finish(idsOfSources(callPlace(flags), argv.map(String), flags.param ?? []), idsView)
  }
}
