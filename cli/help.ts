// Help with the examples first: what people look for is a line that they can copy.
import { CommandHelp, Help } from '@oclif/core'

class CommandHelpWithExamplesFirst extends CommandHelp {
  protected override sections() {
    const sections = super.sections()
    const isExamples = ({ header }: { readonly header: string }) => header === 'EXAMPLES'
    const isUsage = ({ header }: { readonly header: string }) => header === (this.opts.usageHeader ?? 'USAGE')
    return [
      ...sections.filter(isUsage),
      ...sections.filter(isExamples),
      ...sections.filter((section) => !isUsage(section) && !isExamples(section)),
    ]
  }
}

export default class QmtlHelp extends Help {
  protected override CommandHelpClass = CommandHelpWithExamplesFirst
}
