// `qmtl compile`: the canonical DAG, or what comes out of one pass.
import { resolve } from 'node:path'
import { Args, Flags } from '@oclif/core'
import { ok } from '../../services/core/result.ts'
import { BaseCommand } from '../base-command.ts'
import { callPlace, paramFlag, projectFlag } from '../flags.ts'

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
    out: Flags.string({ description: 'write to this file instead of stdout', helpValue: 'FILE' }),
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Compile)
    const { compileFile } = await import('../operations/compile.ts')
    const { compileView } = await import('../views/compile.ts')
    const outcome = compileFile(callPlace(flags), args.file, flags.emit, flags.param)
    const emitted = outcome.ok ? outcome.value.result : null
    if (this.jsonEnabled() && outcome.ok && emitted?.kind === 'document') {
      return this.finish(ok({ ...outcome.value, result: emitted.document }), () => '')
    }
    if (flags.out === undefined || !outcome.ok || outcome.value.result === null)
      return this.finish(outcome, compileView)
    const { writeFileWhole } = await import('../project/write-file.ts')
    const written = writeFileWhole(resolve(flags.out), flags.out, compileView(outcome.value.result))
    return this.finish(written.ok ? outcome : written, () => '')
  }
}
