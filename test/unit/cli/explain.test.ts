import { describe, expect, test } from 'vitest'
import { explainCode } from '../../../cli/operations/explain.ts'
import { productFiles } from '../../architecture/source-files.ts'

describe('explain', () => {
  test('has a page with a title and a family for every code of the product', () => {
    const codes = new Set(productFiles.flatMap((file) => file.text.match(/\bQD\d{4}\b/g) ?? []))
    const poor = [...codes].filter((code) => {
      const page = explainCode(code)
      return !page.ok || page.value.result?.title === '' || page.value.result?.family === ''
    })
    expect(poor).toEqual([])
    expect(codes.size).toBeGreaterThan(150)
  })

  test('refuses a code that does not exist', () => {
    const page = explainCode('QD0499')
    expect(page.ok ? '' : page.failure.message).toBe('there is no code "QD0499"')
  })
})
