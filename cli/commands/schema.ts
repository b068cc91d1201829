// `qmtl schema NAME`: prints the JSON Schema of a published shape.
import { Args } from '@oclif/core'
import { ok } from '../../services/core/result.ts'
import { BaseCommand } from '../base-command.ts'

export default class Schema extends BaseCommand {
  static override summary = 'Print the JSON Schema of a shape that other programs may rely on.'

  static override examples = [
    { description: 'List the names', command: '<%= config.bin %> schema' },
    { description: 'The answer of every command', command: '<%= config.bin %> schema envelope' },
    {
      description: 'Let an editor check qmtl.yaml',
      command: '<%= config.bin %> schema config > qmtl.schema.json',
    },
  ]

  static override args = {
    name: Args.string({ description: 'name of the shape; all names when left out', ignoreStdin: true }),
  }

  async run(): Promise<void> {
    const { args } = await this.parse(Schema)
    const { listSchemas, printSchema } = await import('../operations/schema.ts')
    if (args.name === undefined) {
      this.finish(ok({ result: listSchemas() }), ({ names }) => `${names.join('\n')}\n`)
      return
    }
    this.finish(await printSchema(args.name), (schema) => `${JSON.stringify(schema, null, 2)}\n`)
  }
}
