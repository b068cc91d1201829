// What every driver of Rates keeps.
import { describe, expect, test } from 'vitest'
import { got } from '../support/outcome.ts'
import { soon } from '../support/store-samples.ts'
import { freshStores } from '../support/stores-place.ts'
import type { StoresFactory } from '../support/stores-place.ts'

export function ratesContract(name: string, factory: StoresFactory): void {
  describe(`rates: ${name}`, () => {
    const here = freshStores(factory)

    test('knows nothing of a kernel that was never measured', async () => {
      expect(got(await here.stores.rates.rates(['a'], soon())).size).toBe(0)
    })

    test('weighs measurements by their bars', async () => {
      const { rates } = here.stores
      got(await rates.measured([{ codeHash: 'a', nsPerBar: 4, bars: 100 }], soon()))
      got(
        await rates.measured(
          [
            { codeHash: 'a', nsPerBar: 8, bars: 300 },
            { codeHash: 'b', nsPerBar: 1, bars: 0 },
          ],
          soon(),
        ),
      )
      expect([...got(await rates.rates(['a', 'b'], soon())).values()]).toEqual([
        { codeHash: 'a', nsPerBar: 7, bars: 400 },
      ])
    })
  })
}
