// `qmtl compile`: the canonical DAG, or what comes out of one pass.
import { Args, Flags } from '@oclif/core'
import { ok } from '../../services/core/result.ts'
import { BaseCommand } from '../base-command.ts'
import { callPlace, paramFlag, pathFlag, projectFlag } from '../flags.ts'

export default class Compile extends BaseCommand {
  static override summary = 'Print the canonical DAG of a strategy as JSON: what the Gateway receives.'
  static override examples = [
    { description: 'The canonical DAG', command: '<%= config.bin %> compile strategies/trend.qdag' },
    {
      description: 'What a pass makes of it',
      command: '<%= config.bin %> compile strategies/trend.qdag --emit fold',
    },
    {
      description: 'Into a file',
      command: '<%= config.bin %> compile strategies/trend.qdag --out trend.json',
    },
  ]
  static override args = {
    file: Args.string({ description: 'the strategy', required: true, ignoreStdin: true }),
  }
  static override flags = {
    ...projectFlag,
    ...paramFlag,
    emit: Flags.string({
      description: 'print what comes out of this pass; an unknown name lists them',
      helpValue: 'PASS',
      default: 'dag',
    }),
    out: pathFlag('write to this file instead of stdout', 'FILE'),
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Compile)
    const { compileFile } = await import('../operations/compile.ts')
    const { compileView } = await import('../views/compile.ts')
    const outcome = compileFile(callPlace(flags), args.file, flags.emit, flags.param ?? [])
    const emitted = outcome.ok ? outcome.value.result : null
    if (!outcome.ok || emitted === null) return this.finish(outcome, () => '')
    if (flags.out !== undefined) {
      const { writeFileWhole } = await import('../project/write-file.ts')
      const { namedFile } = await import('../project/open-project.ts')
      const { file, absolute } = namedFile(callPlace(flags), flags.out)
      const written = writeFileWhole(absolute, file, compileView(emitted))
      if (!written.ok) return this.finish(written, () => '')
    }
    const result = emitted.kind === 'document' ? emitted.document : emitted
    const isShown = flags.out === undefined
    this.finish(ok({ ...outcome.value, result }), () => (isShown ? compileView(emitted) : ''))
  }
}
