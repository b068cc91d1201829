import { embeddedPlace } from '../support/stores-place.ts'
import { ratesContract } from './rates.ts'

ratesContract('embedded', embeddedPlace)
