// Where things stand: each operation and each constant of a document is shown at a place of the text.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineStart, createSource } from '../../../dsl/source/source-text.ts'
import { createChance } from '../../support/chance.ts'
import { compileText } from '../../support/compile-text.ts'
import { holds } from '../../support/generated-cases.ts'
import { generateProgram } from '../../support/generate-program.ts'
import { printProgram } from '../../support/print-program.ts'

describe('a document', () => {
  test('shows every operation and constant where the user wrote it', () => {
    holds(
      'places',
      80,
      fc.property(fc.integer(), (seed) => {
        const text = printProgram(generateProgram(createChance(seed)))
        const source = createSource('generated.qdag', text)
        for (const { meta } of compileText(text).document.nodes)
          for (const place of [...meta.rows, ...meta.holes]) {
            const at = place === null ? -1 : lineStart(source, place.line) + place.column - 1
            expect(text.slice(at, at + (place?.text.length ?? 0))).toBe(place?.text)
            expect(place?.file).toBe('generated.qdag')
          }
      }),
    )
  })
})
