// Prints five megabytes in one answer.
import { ok } from '../../../../services/core/result.ts'
import { BaseCommand } from '../../../../cli/base-command.ts'

export default class Flood extends BaseCommand {
  async run(): Promise<void> {
    await this.parse(Flood)
    const line = `${'x'.repeat(99)}\n`
    this.finish(ok({ result: line.repeat(50_000) }), (text) => text)
    this.tell('finished')
  }
}
