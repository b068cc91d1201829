// `qmtl apply`: makes a plan so.
import process from 'node:process'
import { Args, Flags } from '@oclif/core'
import type { PlanResult } from '../../compiler/plan/plan-result.ts'
import { BaseCommand } from '../base-command.ts'
import { callPlace, projectFlag, targetFlags } from '../flags.ts'
import { errorScreen } from '../screen.ts'

export default class Apply extends BaseCommand {
  static override summary = 'Make a plan so: create streams, nodes and queues, fill them, and promote.'
  static override description =
    'A saved plan is applied exactly as it was reviewed, or refused when what it was based on has moved. An apply that was stopped goes on with --resume.'
  static override examples = [
    { description: 'Apply a saved plan', command: '<%= config.bin %> apply p.qplan' },
    { description: 'Plan and apply in one step, in a script', command: '<%= config.bin %> apply --yes' },
    { description: 'Go on after an interruption', command: '<%= config.bin %> apply --resume' },
  ]
  static override args = {
    plan: Args.string({ description: 'a saved plan; without one a new plan is made', ignoreStdin: true }),
  }
  static override flags = {
    ...projectFlag,
    ...targetFlags,
    yes: Flags.boolean({ description: 'agree to the plan; never to destruction' }),
    confirm: Flags.string({
      description: 'agree to destruction by naming the environment',
      helpValue: 'ENV',
    }),
    resume: Flags.boolean({ description: 'go on with the unfinished apply of the environment' }),
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Apply)
    const { apply } = await import('../operations/apply.ts')
    const { applyView } = await import('../views/apply.ts')
    const { applyProgress } = await import('../views/apply-progress.ts')
    const ask = (plan: PlanResult): Promise<boolean> => askOnTerminal(plan, this.signal)
    const progress = applyProgress((line) => this.tell(line))
    const outcome = await apply(callPlace(flags), {
      env: flags.env,
      state: flags.state,
      stateVariable: process.env['QMTL_STATE'],
      file: args.plan ?? null,
      yes: flags.yes,
      confirm: flags.confirm ?? null,
      resume: flags.resume,
      signal: this.signal,
      onEvent: progress,
      ask: errorScreen().interactive && process.stdin.isTTY && !this.jsonEnabled() ? ask : null,
    })
    this.finish(outcome, applyView)
  }
}

/** Asks the person at the terminal; rejects when the program is asked to stop meanwhile. */
async function askOnTerminal(plan: PlanResult, signal: AbortSignal): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises')
  const { planView } = await import('../views/plan.ts')
  const { printable } = await import('../views/printable.ts')
  process.stderr.write(planView(printable(plan), errorScreen(), { full: false }))
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  // While a question is open the terminal hands Ctrl-C to whoever asks.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    const answer = await terminal.question('Apply this plan? Only "yes" is taken as consent: ', { signal })
    return answer.trim() === 'yes'
  } catch (error) {
    process.stderr.write('\n')
    signal.throwIfAborted()
    // Ctrl-D ends the input without an answer.
    if (error instanceof Error && error.name === 'AbortError') return false
    throw error
  } finally {
    terminal.close()
    // Nothing more is read: the program does not wait for it.
    process.stdin.unref()
  }
}
