import { connect, type Socket } from 'node:net'
import type { Target } from './allow-list.ts'

// Shorter than that of the gateway, which shall hear of it.
const patienceMs = 8_000

/**
 * A connection to a target, which either side may end alone.
 *
 * @throws the error of the connection; ETIMEDOUT after eight seconds without one
 */
export function dial(target: Target): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...target, allowHalfOpen: true, noDelay: true })
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('The target does not answer.'), { code: 'ETIMEDOUT' }))
    }, patienceMs)
    socket.once('error', reject)
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.off('error', reject)
      resolve(socket)
    })
    socket.once('close', () => clearTimeout(timer))
  })
}
