// Everything about a folder that an effect would change: names, bytes, times of change, rights.
import { lstat, readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Hex } from '../../compiler/identity/sha256.ts'

/** One line a file or folder, sorted; empty when there is nothing at the path. */
export async function traceOf(path: string): Promise<readonly string[]> {
  const lines: string[] = []
  const visit = async (at: string): Promise<void> => {
    const found = await lstat(at, { bigint: true }).catch(() => null)
    if (!found) return
    const content = found.isFile() ? sha256Hex((await readFile(at)).toString('base64')) : 'folder'
    lines.push(`${at} ${found.mode} ${found.size} ${found.mtimeNs} ${found.ctimeNs} ${content}`)
    if (!found.isDirectory()) return
    for (const name of (await readdir(at)).toSorted()) await visit(join(at, name))
  }
  await visit(path)
  return lines
}
