// What SQLite and the file system say, as failures with their kind. What is not listed is a bug and
// goes on as it is.
import { portFailure } from '../../core/failures.ts'
import type { StoreFailure } from '../../core/failures.ts'

const BUSY = 5
const LOCKED = 6
const PRIMARY = 0xff

const DAMAGED = 'Restore it from a copy, or move it away and apply again.'
const NO_WRITE = 'Check who owns the folder and its files, and whether the disk is mounted read-only.'

/** The failure behind an error of SQLite; `null` when it is none that an operator can cause. */
export function sqliteFailure(error: unknown, file: string): StoreFailure | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  const said = `${file}: ${error.message}`
  switch (error.errcode & PRIMARY) {
    case BUSY:
    case LOCKED:
      return stateBusy(file)
    case 3:
    case 8:
      return portFailure('stateReadOnly', { message: said, hint: NO_WRITE, file })
    case 7:
    case 10:
    case 13:
      return portFailure('stateUnavailable', { message: said, hint: 'Check the disk: is it full?', file })
    case 11:
      return portFailure('stateCorrupt', { message: said, hint: DAMAGED, file })
    case 14:
      return portFailure('stateUnusable', { message: said, hint: NO_WRITE, file })
    case 26:
      return notOurs(file, 'is not a database')
    default:
      return null
  }
}

/** The failure behind an error of the file system. */
export function fileFailure(error: unknown, file: string): StoreFailure | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return portFailure('stateReadOnly', { message: `${file}: ${error.message}`, hint: NO_WRITE, file })
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
    case 'ELOOP':
    case 'ENAMETOOLONG':
      return portFailure('stateUnusable', {
        message: `${file}: ${error.message}`,
        hint: 'The state is a folder; something else has its name. Choose another with --state.',
        file,
      })
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
    case 'EIO':
    case 'EMFILE':
    case 'ENFILE':
      return portFailure('stateUnavailable', {
        message: `${file}: ${error.message}`,
        hint: 'Check the disk and the limits of open files.',
        file,
      })
    default:
      return null
  }
}

export function stateBusy(file: string): StoreFailure {
  return portFailure('stateBusy', {
    message: `${file} is being written by another process`,
    hint: 'Try again when it is done.',
    file,
  })
}

export function stateCorrupt(file: string, what: string): StoreFailure {
  return portFailure('stateCorrupt', { message: `${file} ${what}`, hint: DAMAGED, file })
}

export function notOurs(file: string, what: string): StoreFailure {
  return portFailure('stateNotOurs', {
    message: `${file} ${what}`,
    hint: 'Choose another state folder, or move the file away.',
    file,
  })
}
