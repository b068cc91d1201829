import { embeddedPlace } from '../support/stores-place.ts'
import { queueLogContract } from './queue-log.ts'

queueLogContract('embedded', embeddedPlace)
