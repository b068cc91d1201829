import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { isAlive, thisProcess } from '../../../services/drivers/embedded/process-holder.ts'

describe('holders of this machine', () => {
  test('are alive while their process is', async () => {
    const me = thisProcess('me')
    expect(isAlive(me)).toBe(true)
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    const other = { ...me, pid: child.pid ?? 0, started: '' }
    expect(isAlive(other)).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(isAlive(other)).toBe(false)
  })

  test('are dead when another process has their number now', () => {
    expect(isAlive({ ...thisProcess('me'), started: 'another boot/1' })).toBe(false)
  })

  test('of other machines are taken to be alive', () => {
    expect(isAlive({ owner: 'x', host: 'elsewhere.example', pid: 2 ** 30, started: '' })).toBe(true)
  })
})
