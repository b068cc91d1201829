// Holds the Markdown expectations of a folder. `QMTL_UPDATE_GOLDENS=1` writes what comes out into the
// files instead; read the difference before keeping it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readGolden, rewriteGolden, rewrites } from './golden-file.ts'
import type { GoldenBlock } from './golden-file.ts'

export interface GoldenKinds {
  /** Kinds of blocks that are given. */
  readonly inputs: readonly string[]
  /** Kinds of blocks that come out, each made from the case's inputs in order. */
  readonly outputs: Readonly<Record<string, (inputs: readonly GoldenBlock[]) => string>>
}

/** One test a case, for every `.md` file of `folder`; and one a file that it is well formed. */
export function holdGoldens(folder: string, kinds: GoldenKinds): void {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'))
  test('there are goldens', () => expect(files).not.toEqual([]))
  for (const name of files) {
    describe(name, () => {
      holdFile(join(folder, name), kinds)
    })
  }
}

function holdFile(path: string, { inputs, outputs }: GoldenKinds): void {
  const text = readFileSync(path, 'utf8')
  const golden = readGolden(text, inputs, Object.keys(outputs))
  const contents = new Map<GoldenBlock, string>()
  test('is well formed', () => expect(golden.faults).toEqual([]))
  test.each(golden.cases)('$heading', (one) => {
    for (const block of one.outputs) {
      const made = outputs[block.kind]?.(one.inputs) ?? ''
      contents.set(block, made)
      expect(rewrites() ? block.text : made).toBe(block.text)
    }
  })
  afterAll(() => {
    const rewritten = rewriteGolden(text, contents)
    if (rewrites() && rewritten !== text) writeFileSync(path, rewritten)
  })
}
