import { randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Who holds a folder, told so precisely that another process can prove that it is gone. */
export interface LockOwner {
  readonly pid: number
  readonly hostname: string
  /** In clock ticks since boot: tells a process from a later one with the same pid. null where there is no /proc. */
  readonly startTime: string | null
  readonly bootId: string | null
  /** pids mean something only within one namespace: two containers can both be "pid 1". */
  readonly pidNamespace: string | null
  readonly token: string
}

export type OwnerState = 'alive' | 'dead' | 'unknown'

/** Tokens of the folders that this very process holds. */
const ownTokens = new Set<string>()

export function createOwner(): LockOwner {
  const owner = { ...thisPlace(), pid: process.pid, startTime: processInfo(process.pid)?.startTime ?? null }
  const token = randomUUID()
  ownTokens.add(token)
  return { ...owner, token }
}

export function forgetOwner({ token }: LockOwner): void {
  ownTokens.delete(token)
}

/** `dead` and `alive` only with proof; an owner on another host or in another container stays `unknown`. */
export function stateOf(owner: LockOwner): OwnerState {
  if (ownTokens.has(owner.token)) return 'alive'
  const here = thisPlace()
  const isHere =
    owner.hostname === here.hostname &&
    owner.bootId === here.bootId &&
    owner.pidNamespace === here.pidNamespace
  if (!isHere) return 'unknown'
  if (owner.pid === process.pid) return 'dead'
  if (owner.startTime === null) return isSignalable(owner.pid) ? 'alive' : 'dead'
  const info = processInfo(owner.pid)
  if (info === null || info.isZombie) return 'dead'
  return info.startTime === owner.startTime ? 'alive' : 'dead'
}

export function parseOwner(text: string): LockOwner | null {
  try {
    const value: unknown = JSON.parse(text)
    const isOwner = typeof value === 'object' && value !== null && 'pid' in value && 'token' in value
    return isOwner ? (value as LockOwner) : null
  } catch {
    return null
  }
}

function thisPlace(): Pick<LockOwner, 'hostname' | 'bootId' | 'pidNamespace'> {
  return {
    hostname: hostname(),
    bootId: orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: orNull(() => readlinkSync('/proc/self/ns/pid')),
  }
}

/** proc_pid_stat(5): the name, in brackets, may hold anything; state is the 1st and starttime the 20th after it. */
function processInfo(pid: number): { startTime: string | null; isZombie: boolean } | null {
  const stat = orNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  if (stat === null) return null
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { startTime: fields[19] ?? null, isZombie: fields[0] === 'Z' || fields[0] === 'X' }
}

function isSignalable(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM'
  }
}

function orNull(read: () => string): string | null {
  try {
    return read()
  } catch {
    return null
  }
}
