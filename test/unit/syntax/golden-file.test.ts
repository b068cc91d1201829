import { describe, expect, test } from 'vitest'
import { readGolden, rewriteGolden } from '../../support/golden-file.ts'

const fence = '```'
const read = (text: string) => readGolden(text, ['qdag'], ['ast'])
const block = (kind: string, text: string) => `${fence}${kind}\n${text}\n${fence}\n`

describe('a golden file', () => {
  test('has cases with their blocks', () => {
    const { cases, faults } = read(
      `# Title\n\n## One\nWhy.\n${block('qdag path=a', 'let')}${block('ast', 'tree')}`,
    )
    expect(faults).toEqual([])
    expect(cases).toHaveLength(1)
    expect(cases[0]?.inputs[0]).toMatchObject({ kind: 'qdag', info: 'path=a', text: 'let' })
    expect(cases[0]?.outputs[0]).toMatchObject({ kind: 'ast', text: 'tree' })
  })

  test.each([
    ['an expectation without a source', `## One\nWhy.\n${block('ast', 'tree')}`],
    ['nothing is expected', `## One\nWhy.\n${block('qdag', 'let')}`],
    ['an empty block `ast`', `## One\nWhy.\n${block('qdag', 'let')}${block('ast', '')}`],
    ['a block of unknown kind `tree`', `## One\nWhy.\n${block('qdag', 'let')}${block('tree', 'x')}`],
    ['no sentence says why', `## One\n${block('qdag', 'let')}${block('ast', 'tree')}`],
    ['before the first heading: an expectation without a source', block('ast', 'tree')],
    ['no case', '# Title\n'],
  ])('is faulty when %s', (fault, text) => {
    expect(read(text).faults.join('\n')).toContain(fault)
  })

  test('is faulty when two cases have one name', () => {
    const one = `## One\nWhy.\n${block('qdag', 'let')}${block('ast', 'tree')}`
    expect(read(one + one).faults).toEqual(['One: a second case of this name'])
  })

  test('is rewritten block by block, and nothing else changes', () => {
    const text = `## One\nWhy.\n${block('qdag', 'a')}${block('ast', 'old\nold')}## Two\nWhy.\n${block('qdag', 'b')}${block('ast', 'old')}`
    const [one, two] = read(text).cases.map((item) => item.outputs[0])
    const contents = new Map(
      [one, two].flatMap((item, index) => (item === undefined ? [] : [[item, `new ${index}`] as const])),
    )
    expect(rewriteGolden(text, contents)).toBe(text.replace('old\nold', 'new 0').replace('old', 'new 1'))
  })
})
