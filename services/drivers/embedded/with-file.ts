// A file that is closed again, whatever happens to the work on it.
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

export async function withFile<T>(
  path: string,
  flags: 'r' | 'r+' | 'w',
  work: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const file = await open(path, flags)
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}
