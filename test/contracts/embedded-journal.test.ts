import { embeddedPlace } from '../support/stores-place.ts'
import { journalContract } from './journal.ts'

journalContract('embedded', embeddedPlace)
