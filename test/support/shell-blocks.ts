// The commands that a Markdown page shows in its `sh` blocks, as somebody would type them.

/** All `sh` blocks of a page as one script. */
export function shellText(markdown: string): string {
  return [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block).join('')
}

/** One command a line, split into its words; comments and empty lines are left out. */
export function shellCommands(markdown: string): readonly (readonly string[])[] {
  return shellText(markdown)
    .split('\n')
    .map(wordsOf)
    .filter((words) => words.length > 0)
}

/** Words of a line up to its comment; quotes keep blanks together. */
export function wordsOf(line: string): readonly string[] {
  const words: string[] = []
  for (const [word] of line.matchAll(/'[^']*'|"[^"]*"|[^\s'"]+/g)) {
    if (word.startsWith('#')) break
    words.push(word.replace(/^(['"])(.*)\1$/, '$2'))
  }
  return words
}
