// Throws what only a bug throws.
import { InternalError } from '../../../../compiler/internal-error.ts'
import { BaseCommand } from '../../../../cli/base-command.ts'

export default class Crash extends BaseCommand {
  async run(): Promise<void> {
    await this.parse(Crash)
    throw new InternalError('the table is empty', { cause: new RangeError('index -1') })
  }
}
