// Which codes belong to lint.
import { catalog } from '../diagnostics/catalog.ts'

/** Is it a code whose severity a project may choose? */
export function isLintCode(code: string): boolean {
  return Object.hasOwn(catalog, code) && /^QD1[1-4]/.test(code)
}
