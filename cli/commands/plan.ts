// `qmtl plan`: what would happen, before anything does.
import process from 'node:process'
import { Flags } from '@oclif/core'
import { BaseCommand } from '../base-command.ts'
import { callPlace, pathFlag, projectFlag, targetFlags } from '../flags.ts'

export default class Plan extends BaseCommand {
  static override summary = 'Show what an apply would change, why, what is reused and what it costs.'
  static override description = 'Planning has no effects: nothing is written or locked.'
  static override examples = [
    { description: 'What would change', command: '<%= config.bin %> plan' },
    { description: 'Save the plan, to apply exactly that', command: '<%= config.bin %> plan --out p.qplan' },
    { description: 'For a pull request', command: '<%= config.bin %> plan --markdown --detailed-exitcode' },
  ]
  static override flags = {
    ...projectFlag,
    ...targetFlags,
    out: pathFlag('save the plan to this file', 'FILE.qplan'),
    full: Flags.boolean({ description: 'show every change, not only the causes' }),
    markdown: Flags.boolean({ description: 'as Markdown, for a pull request' }),
    'detailed-exitcode': Flags.boolean({ description: 'exit 2 when something would change' }),
  }

  async run(): Promise<void> {
    const { flags } = await this.parse(Plan)
    const { plan } = await import('../operations/plan.ts')
    const outcome = await plan(callPlace(flags), {
      env: flags.env,
      state: flags.state,
      stateVariable: process.env['QMTL_STATE'],
      out: flags.out ?? null,
      detailedExit: flags['detailed-exitcode'],
    })
    if (flags.markdown) {
      const { planMarkdown } = await import('../views/plan-markdown.ts')
      return this.finish(outcome, (result) => planMarkdown(result))
    }
    const { planView } = await import('../views/plan.ts')
    return this.finish(outcome, (result, screen) => planView(result, screen, { full: flags.full }))
  }
}
