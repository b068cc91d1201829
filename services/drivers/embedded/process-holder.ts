// Processes of this machine as holders of leases: who we are, and whether another is still there.
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Holder } from '../../core/holder.ts'

/** This process under a name that the caller makes up for each piece of work. */
export function thisProcess(owner: string): Holder {
  return { owner, host: hostname(), pid: process.pid, started: startOf(process.pid) ?? '' }
}

/**
 * Whether the holder's process may still run. Processes of other machines are taken to be alive:
 * only the lease's time can tell. A pid that now belongs to a younger process is dead.
 */
export function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true
  const started = startOf(holder.pid)
  if (started !== null && holder.started !== '') return started === holder.started
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Boot and start time of a process, where the system tells; `null` elsewhere and for no process. */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold anything, so fields count from the last bracket; 22 is the start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie has ended: its parent has not looked yet.
    return fields[0] === 'Z' || fields[0] === 'X' ? null : `${boot}/${fields[19]}`
  } catch {
    return null
  }
}
