// Which names are functions without a definition in the file or the library. Knows no scope.
import { LATER } from '../../builtins/later.ts'
import { PRIMITIVES } from '../../builtins/registry.ts'
import { GENERATORS } from './generator.ts'

/** Is the name a function of the language, now or later? */
export function isBuiltinFunction(name: string): boolean {
  return PRIMITIVES.has(name) || LATER.has(name) || GENERATORS.has(name)
}
