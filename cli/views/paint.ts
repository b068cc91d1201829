// Colour for people, by meaning rather than by name, and none where the screen has none.
import { styleText } from 'node:util'
import type { Screen } from '../screen.ts'

const styles = {
  heading: 'bold',
  muted: 'dim',
  error: 'red',
  warning: 'yellow',
  note: 'cyan',
  good: 'green',
  added: 'green',
  changed: 'yellow',
  removed: 'red',
} as const

export type Meaning = keyof typeof styles
export type Paint = (meaning: Meaning, text: string) => string

/** A function that colours text for this screen, or leaves it as it is. */
export function paintFor(screen: Pick<Screen, 'color'>): Paint {
  if (!screen.color) return (_, text) => text
  return (meaning, text) => styleText(styles[meaning], text, { validateStream: false })
}
