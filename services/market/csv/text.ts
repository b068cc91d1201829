// Decides whether bytes are text that CSV can be read from. Knows nothing of columns.
import { isUtf8 } from 'node:buffer'
import { emptyFile, notCsv, notUtf8 } from '../failures.ts'
import { fail, ok, type Result } from '../../core/result.ts'

const LF = 10
const NUL = 0

/** The bytes after a byte order mark; or why they are not a CSV text (QD2001, QD2002, QD2003). */
export function openText(bytes: Uint8Array, file: string): Result<Uint8Array> {
  if (bytes.length === 0) return fail(emptyFile(file))
  const [a, b, c] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    return fail(notUtf8(file, 1, 'the byte order mark is that of UTF-16'))
  if (a === 0x1f && b === 0x8b) return fail(notCsv(file, 'is packed with gzip'))
  if (a === 0x50 && b === 0x4b && c === 3) return fail(notCsv(file, 'is a zip archive'))
  const nul = bytes.indexOf(NUL)
  if (nul !== -1) return fail(notCsv(file, `is binary: byte ${nul} is zero`))
  if (!isUtf8(bytes)) return fail(firstBadLine(bytes, file))
  const text = a === 0xef && b === 0xbb && c === 0xbf ? bytes.subarray(3) : bytes
  const first = text.find((byte) => byte > 32)
  if (first === undefined) return fail(emptyFile(file))
  if (first === 0x7b || first === 0x5b) return fail(notCsv(file, 'looks like JSON'))
  if (first === 0x3c) return fail(notCsv(file, 'looks like HTML or XML'))
  return ok(text)
}

function firstBadLine(bytes: Uint8Array, file: string) {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(LF, start)
    const stop = end === -1 ? bytes.length : end
    if (!isUtf8(bytes.subarray(start, stop))) break
    start = stop + 1
  }
  return notUtf8(file, line, 'some bytes are not UTF-8')
}
