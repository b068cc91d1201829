// Which texts are policies for missing data.
import type { MissingPolicy } from './document.ts'

/** Is the text a policy of a document? Of those that fill, the longest gap has five digits. */
export function isMissingPolicy(text: unknown): text is MissingPolicy {
  return typeof text === 'string' && /^(?:skip|fail|na|(?:hold|interpolate)\([1-9]\d{0,4}\))$/.test(text)
}
