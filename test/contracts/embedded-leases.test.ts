import { embeddedPlace } from '../support/stores-place.ts'
import { leasesContract } from './leases.ts'

leasesContract('embedded', embeddedPlace)
