// Where a contract suite keeps its stores: somewhere empty, that several processes can open.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Stores } from '../../services/core/stores.ts'
import { got } from './outcome.ts'
import { openAt } from './stores-address.ts'
import { soon } from './store-samples.ts'

export interface StoresPlace {
  /** For another process. */
  readonly address: string
  /** Opens the stores once more, as another process would. */
  open(): Promise<Stores>
  /** Closes what is open and removes everything. */
  dispose(): Promise<void>
}

/** Gives an empty place. */
export type StoresFactory = () => Promise<StoresPlace>

/** A folder that does not exist yet, inside a temporary one. */
export async function embeddedPlace(): Promise<StoresPlace> {
  const parent = await mkdtemp(join(tmpdir(), 'qmtl-test-'))
  const address = `embedded:${join(parent, 'state')}`
  const opened: Stores[] = []
  return {
    address,
    async open() {
      const stores = got(await openAt(address, soon()))
      opened.push(stores)
      return stores
    },
    async dispose() {
      for (const stores of opened) got(await stores.close())
      await rm(parent, { recursive: true })
    },
  }
}

/** One place and one opening of it for each test of a suite. */
export function freshStores(factory: StoresFactory): {
  readonly place: StoresPlace
  readonly stores: Stores
} {
  const current: { place?: StoresPlace; stores?: Stores } = {}
  beforeEach(async () => {
    current.place = await factory()
    current.stores = await current.place.open()
  })
  afterEach(async () => {
    await current.place?.dispose()
  })
  const given = <T>(value: T | undefined): T => {
    if (value === undefined) throw new TypeError('only inside a test')
    return value
  }
  return {
    get place() {
      return given(current.place)
    },
    get stores() {
      return given(current.stores)
    },
  }
}
