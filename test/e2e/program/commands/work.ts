// Works until it is asked to stop; says when it has begun. `--deaf` does not listen.
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Flags } from '@oclif/core'
import { ok } from '../../../../services/core/result.ts'
import { BaseCommand } from '../../../../cli/base-command.ts'

export default class Work extends BaseCommand {
  static override flags = { deaf: Flags.boolean(), throw: Flags.boolean() }

  async run(): Promise<void> {
    const { flags } = await this.parse(Work)
    this.tell('working')
    if (flags.deaf) await sleep(60_000)
    const alive = setInterval(() => undefined, 1_000)
    if (!this.signal.aborted) await once(this.signal, 'abort')
    clearInterval(alive)
    this.tell('checkpoint written')
    if (flags.throw) this.signal.throwIfAborted()
    this.finish(ok({ result: { done: 3 } }), () => 'stopped\n')
  }
}
