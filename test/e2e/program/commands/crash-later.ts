// Throws where nobody waits for it.
import { setTimeout as sleep } from 'node:timers/promises'
import { BaseCommand } from '../../../../cli/base-command.ts'

export default class CrashLater extends BaseCommand {
  async run(): Promise<void> {
    await this.parse(CrashLater)
    setTimeout(() => {
      throw new RangeError('nobody waits for this')
    }, 1)
    await sleep(20)
  }
}
