// `qmtl init DIR`: a project that works as it is.
import process from 'node:process'
import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../base-command.ts'

export default class Init extends BaseCommand {
  static override summary = 'Make a project that works as it is: strategies, real prices, configuration.'
  static override description =
    'Creates all files of a template or none, and never overwrites one that is there.'
  static override examples = [
    { description: 'Into a new folder', command: '<%= config.bin %> init demo' },
    { description: 'Into the folder where you are', command: '<%= config.bin %> init .' },
    { description: 'From a template by name', command: '<%= config.bin %> init demo --template start' },
  ]
  static override args = {
    directory: Args.string({
      description: 'folder of the project, new or there already',
      required: true,
      ignoreStdin: true,
    }),
  }
  static override flags = {
    template: Flags.string({
      description: 'what to begin with; an unknown name lists them',
      helpValue: 'NAME',
      default: 'start',
    }),
    yes: Flags.boolean({ description: 'answer every question with yes; so far there is none' }),
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Init)
    const { initProject } = await import('../operations/init.ts')
    const { initView } = await import('../views/init.ts')
    this.finish(initProject(process.cwd(), args.directory, flags.template), initView)
  }
}
