import { embeddedPlace } from '../support/stores-place.ts'
import { graphStoreContract } from './graph-store.ts'

graphStoreContract('embedded', embeddedPlace)
