// Help: examples first, since what people look for is a line that they can copy, and the commands in
// the order in which a person meets them.
import { type Command, CommandHelp, Help } from '@oclif/core'

/** What commands are for. One that stands nowhere is listed at the end. */
const groups: readonly (readonly [heading: string, commands: readonly string[]])[] = [
  ['BEGIN', ['init']],
  ['WRITE A STRATEGY', ['check', 'fmt', 'lint', 'test', 'eval', 'backtest']],
  ['CHANGE AN ENVIRONMENT', ['plan', 'show', 'apply', 'destroy', 'status', 'env', 'lock', 'gc']],
  ['RUN', ['dryrun', 'live', 'stop', 'serve', 'dash', 'logs']],
  ['LOOK INSIDE', ['ids', 'compile', 'graph', 'explain', 'why', 'diff', 'schema', 'doctor']],
]

const last = 'OTHER'

class CommandHelpWithExamplesFirst extends CommandHelp {
  protected override sections() {
    const sections = super.sections()
    const early = [this.opts.usageHeader ?? 'USAGE', 'EXAMPLES']
    const rank = ({ header }: { readonly header: string }) =>
      early.includes(header) ? early.indexOf(header) : early.length
    return sections.toSorted((a, b) => rank(a) - rank(b))
  }
}

export default class QmtlHelp extends Help {
  protected override CommandHelpClass = CommandHelpWithExamplesFirst

  /** The page that `qmtl` alone and `qmtl --help` show. */
  protected override async showRootHelp(): Promise<void> {
    const { bin, version } = this.config
    this.log(`${bin} ${version}: strategies in a small typed language, planned before they are applied.\n`)
    this.log(`${this.section('USAGE', `$ ${bin} COMMAND`)}\n`)
    const commands = this.sortedCommands.filter(({ id }) => !id.includes(':'))
    for (const [heading, list] of groupCommands(commands)) {
      const rows = list.map((command): [string, string | undefined] => [command.id, this.summary(command)])
      this.log(
        `${this.section(heading, this.renderList(rows, { indentation: 2, spacer: '\n', stripAnsi: this.opts.stripAnsi ?? false }))}\n`,
      )
    }
    this.log(`${bin} COMMAND --help says more about one of them.`)
  }
}

/** The commands under their headings, without the headings that have none. */
function groupCommands(
  commands: readonly Command.Loadable[],
): readonly (readonly [string, readonly Command.Loadable[]])[] {
  const grouped = new Set(groups.flatMap(([, ids]) => ids))
  const rows = groups.map(([heading, ids]) => {
    const list = ids.flatMap((id) => commands.find((command) => command.id === id) ?? [])
    return [heading, list] as const
  })
  const others = commands.filter(({ id }) => !grouped.has(id))
  return [...rows, [last, others] as const].filter(([, list]) => list.length > 0)
}
