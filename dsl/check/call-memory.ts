// Remembers what calls of functions gave: a call with equal arguments is the same value, and is not
// looked into again. Without this, functions that call each other twice would cost 2^n.
import type { LanguageFunction } from './scope.ts'
import { isUnknown } from './value.ts'
import type { Value } from './value.ts'

type Given = ReadonlyMap<string, Value>

export interface CallMemory {
  get(target: LanguageFunction, given: Given): Value | undefined
  set(target: LanguageFunction, given: Given, value: Value): void
  forgetFailures(): void
}

/** What of an argument the value of a call depends on: its term, and which parts of it may be na. */
function argumentKey(value: Value): string {
  const parts = [...(value.parts ?? [])].map(([name, part]) => `${name}:${argumentKey(part)}`)
  return `${value.term.id}${value.na === null ? '' : '?'}${parts.length === 0 ? '' : `{${parts.join(' ')}}`}`
}

function callKey(given: Given): string {
  return [...given].map(([name, value]) => `${name}=${argumentKey(value)}`).join(' ')
}

export function createCallMemory(): CallMemory {
  const values = new Map<LanguageFunction, Map<string, Value>>()
  const failures: { readonly of: Map<string, Value>; readonly key: string }[] = []
  return {
    get: (target, given) => values.get(target)?.get(callKey(given)),
    set(target, given, value) {
      const of = values.get(target) ?? new Map<string, Value>()
      const key = callKey(given)
      values.set(target, of.set(key, value))
      if (isUnknown(value)) failures.push({ of, key })
    },
    forgetFailures() {
      for (const { of, key } of failures.splice(0)) of.delete(key)
    },
  }
}
