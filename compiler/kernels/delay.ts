// The value of an operand some ticks of that operand ago.
import type { Delay } from './operation.ts'

export const delay: Delay = {
  family: 'delay',
  name: 'delay',
  parameters: 1,
  past: ([ticks = 0]) => ticks,
}
