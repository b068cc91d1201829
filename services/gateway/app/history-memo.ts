// A history source that reads each thing once: within one apply, what was checked is what is computed.
import { canonicalJson } from '../../../compiler/identity/canonical-json.ts'
import type { History, HistorySource } from '../../core/history-source.ts'
import type { Result } from '../../core/result.ts'

export function rememberHistories(source: HistorySource): HistorySource {
  const loaded = new Map<string, Promise<Result<History | null>>>()
  return {
    load(request) {
      const key = canonicalJson([request.stream, request.fields, request.missing])
      const known = loaded.get(key)
      if (known !== undefined) return known
      const history = source.load(request)
      loaded.set(key, history)
      return history
    },
  }
}
