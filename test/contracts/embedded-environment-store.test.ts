import { embeddedPlace } from '../support/stores-place.ts'
import { environmentStoreContract } from './environment-store.ts'

environmentStoreContract('embedded', embeddedPlace)
