// Reading files, with failures that name the file as people know it.
import { readFileSync, statSync } from 'node:fs'
import { fail, type Failure, ok, type Result } from '../../services/core/result.ts'
import { projectFailure } from './failures.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  EEXIST: 'something of that name is there',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  ELOOP: 'its symbolic links go round in a circle',
}

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return reasons[code] ?? (code === '' ? String(error) : code)
}

/** @param shown the file's name in the failure */
export function readBytes(absolute: string, shown: string): Result<Uint8Array> {
  try {
    return ok(readFileSync(absolute))
  } catch (error) {
    return fail(unreadable(error, shown))
  }
}

/** The failure behind what the system said when something was to be read. */
export function unreadable(error: unknown, shown: string): Failure {
  const reason = reasonOf(error)
  const hint =
    reason === reasons['EACCES']
      ? 'Check who may read it.'
      : 'Check the name: paths count from the folder where you are.'
  return projectFailure('fileUnreadable', {
    message: `"${shown}" cannot be read: ${reason}`,
    hint,
    file: shown,
  })
}

/** The file as text; bytes that are no UTF-8 are a failure that says where. A mark of byte order stays. */
export function readText(absolute: string, shown: string): Result<string> {
  const bytes = readBytes(absolute, shown)
  if (!bytes.ok) return bytes
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.value))
  } catch {
    const line = lineOfBrokenText(bytes.value)
    const message = `"${shown}" is not UTF-8 text (line ${line})`
    return fail(projectFailure('fileNotText', { message, hint: 'Save it as UTF-8.', file: shown, line }))
  }
}

/** The first line that does not survive decoding. */
function lineOfBrokenText(bytes: Uint8Array): number {
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const broken = lenient.indexOf('\uFFFD')
  return lenient.slice(0, Math.max(broken, 0)).split('\n').length
}

/** Is there a file of that name? */
export function fileExists(absolute: string): boolean {
  return statSync(absolute, { throwIfNoEntry: false })?.isFile() === true
}
