// What a check is told from outside the file.
import type { SourceText } from '../source/source-text.ts'
import type { Modules } from './modules.ts'
import type { MissingPolicy } from './items/missing.ts'
import type { Override } from './items/param.ts'

export interface CheckOptions {
  /** What a missing tick means where an input does not say; null: it must say. */
  readonly missing: MissingPolicy | null
  /** Values for params from outside the file, by name. */
  readonly params?: ReadonlyMap<string, Override>
  /** Texts that overrides stand in, by path. */
  readonly sources?: ReadonlyMap<string, SourceText>
  /** What imports lead to; nothing if absent. */
  readonly modules?: Modules
}
