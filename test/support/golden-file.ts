// A Markdown file of expectations: per heading a sentence of why, source blocks, and blocks that say
// what comes out. Reads and rewrites such files; runs nothing.

export interface GoldenBlock {
  /** First word of the fence: `qdag`, `diagnostics`. */
  readonly kind: string
  /** The rest of the fence's line: `path=lib.qdag`. */
  readonly info: string
  readonly text: string
  /** Lines of the content in the file, from 0, the last one excluded. */
  readonly lines: readonly [number, number]
}

export interface GoldenCase {
  readonly heading: string
  readonly inputs: readonly GoldenBlock[]
  readonly outputs: readonly GoldenBlock[]
}

export interface GoldenFile {
  readonly cases: readonly GoldenCase[]
  /** What is wrong with the file itself: an expectation without source, an empty block, … */
  readonly faults: readonly string[]
}

/** Splits a file into its cases. Blocks of `inputKinds` are sources, of `outputKinds` expectations. */
export function readGolden(
  text: string,
  inputKinds: readonly string[],
  outputKinds: readonly string[],
): GoldenFile {
  const faults: string[] = []
  const cases: GoldenCase[] = []
  for (const section of sections(text.split('\n'))) {
    const inputs = section.blocks.filter((block) => inputKinds.includes(block.kind))
    const outputs = section.blocks.filter((block) => outputKinds.includes(block.kind))
    const fault = (what: string): void =>
      void faults.push(`${section.heading || 'before the first heading'}: ${what}`)
    for (const block of section.blocks) {
      if (!inputs.includes(block) && !outputs.includes(block))
        fault(`a block of unknown kind \`${block.kind}\``)
      if (block.text.trim() === '' && !rewrites()) fault(`an empty block \`${block.kind}\``)
    }
    if (outputs.length > 0 && inputs.length === 0) fault('an expectation without a source')
    if (section.heading === '') continue
    if (outputs.length === 0) fault('nothing is expected')
    if (!section.prose) fault('no sentence says why')
    if (cases.some((one) => one.heading === section.heading)) fault('a second case of this name')
    cases.push({ heading: section.heading, inputs, outputs })
  }
  if (cases.length === 0) faults.push('no case')
  return { cases, faults }
}

/** Whether expectations are to be written instead of held. */
export function rewrites(): boolean {
  return process.env['QMTL_UPDATE_GOLDENS'] === '1'
}

/** The file with new contents in some of its blocks. */
export function rewriteGolden(text: string, contents: ReadonlyMap<GoldenBlock, string>): string {
  const lines = text.split('\n')
  const ordered = [...contents].toSorted(([a], [b]) => b.lines[0] - a.lines[0])
  for (const [block, content] of ordered) {
    lines.splice(block.lines[0], block.lines[1] - block.lines[0], ...content.split('\n'))
  }
  return lines.join('\n')
}

interface Section {
  readonly heading: string
  prose: boolean
  readonly blocks: GoldenBlock[]
}

function sections(lines: readonly string[]): Section[] {
  const found: Section[] = []
  let section: Section = { heading: '', prose: false, blocks: [] }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const fence = /^(`{3,})(\S+) ?(.*)$/.exec(line)
    if (fence !== null) {
      let end = at + 1
      while (end < lines.length && lines[end] !== fence[1]) end++
      const text = lines.slice(at + 1, end).join('\n')
      section.blocks.push({ kind: fence[2] ?? '', info: fence[3] ?? '', text, lines: [at + 1, end] })
      at = end
    } else if (line.startsWith('## ')) {
      found.push(section)
      section = { heading: line.slice(3).trim(), prose: false, blocks: [] }
    } else if (line.trim() !== '' && !line.startsWith('#')) section.prose = true
  }
  return [...found, section]
}
