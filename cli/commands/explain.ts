// `qmtl explain CODE`: what a code means.
import { Args } from '@oclif/core'
import { BaseCommand } from '../base-command.ts'

export default class Explain extends BaseCommand {
  static override summary = 'Say what the code of a diagnostic means.'
  static override examples = [
    { description: 'A code as it stands in a message', command: '<%= config.bin %> explain QD0401' },
  ]
  static override args = {
    code: Args.string({ description: 'the code', required: true, ignoreStdin: true }),
  }

  async run(): Promise<void> {
    const { args } = await this.parse(Explain)
    const { explainCode } = await import('../operations/explain.ts')
    const { explainView } = await import('../views/explain.ts')
    this.finish(explainCode(args.code), explainView)
  }
}
