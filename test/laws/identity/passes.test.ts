// What holds of the passes one by one and of how large programs may grow.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PASSES, runPasses } from '../../../compiler/passes/pipeline.ts'
import { createDomains } from '../../../compiler/passes/domain.ts'
import type { Graph } from '../../../compiler/passes/rewrite.ts'
import { createChance } from '../../support/chance.ts'
import { compileText } from '../../support/compile-text.ts'
import { holds } from '../../support/generated-cases.ts'
import { generateProgram } from '../../support/generate-program.ts'
import { printProgram } from '../../support/print-program.ts'

function graphOf(seed: number): Graph {
  const { program } = compileText(printProgram(generateProgram(createChance(seed))))
  const { terms, provenance, sinks } = program
  return { terms, provenance, roots: sinks.map((sink) => sink.term) }
}

/** Equal terms are one object, so nothing is compared piece by piece. */
function expectSame(found: Graph, wanted: Graph): void {
  found.roots.forEach((root, i) => expect(root === wanted.roots[i]).toBe(true))
}

describe('a pass', () => {
  for (const pass of PASSES)
    test(`has nothing left to do when it is run again: ${pass.name}`, () => {
      holds(
        `${pass.name} twice`,
        30,
        fc.property(fc.integer(), (seed) => {
          const once = runPasses(graphOf(seed), pass.name)
          expectSame(pass.run(once), once)
        }),
      )
    })

  test('leaves nothing to the passes before it', () => {
    holds(
      'all passes twice',
      30,
      fc.property(fc.integer(), (seed) => {
        const once = runPasses(graphOf(seed))
        expectSame(runPasses(once), once)
      }),
    )
  })

  test('keeps the type, the clock and the ticks of every result', () => {
    holds(
      'what passes keep',
      50,
      fc.property(fc.integer(), (seed) => {
        const before = graphOf(seed)
        const domains = createDomains()
        for (const pass of PASSES) {
          const after = pass.run(before)
          after.roots.forEach((root, i) => {
            const was = before.roots[i]
            expect([root.clock, domains.of(root)]).toEqual([was?.clock, was && domains.of(was)])
          })
        }
      }),
    )
  })
})

const HEADER = 'strategy s\ninput bars: Bar from stream("x:BARS") @ 1m missing skip\n'
const lines = (count: number, line: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => line(k)).join('\n')

/** Milliseconds that compiling takes, at the second time. */
function timeOf(text: string): number {
  compileText(text)
  const start = performance.now()
  compileText(text)
  return performance.now() - start
}

describe('a large program', () => {
  const shared: Readonly<Record<string, string>> = {
    'a sum of a let with itself': `let x0 = bars.close\n${lines(40, (k) => `let x${k + 1} = x${k} + x${k}`)}\nemit signal out = x40`,
    'a choice between a let and itself': `let x0 = 1\n${lines(40, (k) => `let x${k + 1} = if bars.close > ${k} then x${k} else x${k}`)}\nemit signal out = x40 * 0.5`,
    'a function that calls another twice': `fn f0(x: float): float = x + 1\n${lines(40, (k) => `fn f${k + 1}(x: float): float = f${k}(x) + f${k}(x)`)}\nemit signal out = f40(bars.close)`,
    'a record of a record twice, taken apart': `let r0 = {a: bars.close, b: bars.open}\n${lines(40, (k) => `let r${k + 1} = {a: r${k}.a + r${k}.b, b: r${k}.b * r${k}.a}`)}\nemit signal out = r40`,
    'marked lets': `let x0 = bars.close\n${lines(40, (k) => `node let x${k + 1} = x${k} + x${k}[1]`)}\nemit signal out = x40`,
  }
  for (const [name, text] of Object.entries(shared))
    test(`does not explode where values are shared: ${name}, forty deep`, () => {
      expect(timeOf(HEADER + text)).toBeLessThan(1_000)
      expect(
        compileText(HEADER + text).document.nodes.flatMap((node) => node.kernel.rows).length,
      ).toBeLessThan(400)
    })

  const long: Readonly<Record<string, string>> = {
    sums: lines(10_000, (k) => `let x${k + 1} = x${k} + 1`),
    'constants that are computed at run time': lines(
      4_000,
      (k) => `let x${k + 1} = ${k === 0 ? 'exp(0.0)' : `x${k}`} + 1`,
    ),
    choices: lines(
      5_000,
      (k) => `let x${k + 1} = if bars.close > ${k} then ${k} else ${k === 0 ? '0' : `x${k}`}`,
    ),
    'marked lets': lines(10_000, (k) => `node let x${k + 1} = x${k} * 0.5`),
    windows: lines(4_000, (k) => `let x${k + 1} = sma(x${k}, 2)`),
    records: lines(3_000, (k) => `let x${k + 1} = {a: x${k}}.a - 1`),
    fallbacks: lines(3_000, (k) => `let x${k + 1} = x${k}[1] ?? 0`),
  }
  for (const [name, text] of Object.entries(long))
    test(`takes thousands of lets that each need the last: ${name}`, () => {
      const count = text.split('\n').length
      const last = `emit signal out = bars.close * x${count}`
      expect(
        compileText(`${HEADER}let x0 = bars.close\n${text}\n${last}`).document.nodes.length,
      ).toBeGreaterThan(1)
    })

  test('takes lets in the order in which nothing is known yet', () => {
    const text = lines(10_000, (k) => `let x${9_999 - k + 1} = x${9_999 - k} + 1`)
    expect(
      compileText(`${HEADER}${text}\nlet x0 = bars.close\nemit signal out = x10000`).document.nodes.length,
    ).toBe(2)
  })

  test('takes long chains inside one expression', () => {
    const chain = (op: string, part: (k: number) => string): string =>
      Array.from({ length: 3_000 }, (_, k) => part(k)).join(op)
    const sum = chain(' + ', (k) => `bars.close[${k + 1}]`)
    const fallback = `${chain(' ?? ', (k) => `bars.close[${k + 1}]`)} ?? 0`
    const choice = `${lines(3_000, (k) => `if bars.close > ${k} then ${k} else`)} 0`
    const text = `emit signal a = ${sum}\nemit signal b = ${fallback}\nemit signal c = 0.5 * (${choice})\n`
    expect(compileText(HEADER + text).document.sinks.length).toBe(3)
  })
})
