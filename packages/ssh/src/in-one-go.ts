import type { Socket } from 'node:net'

/** ssh2 writes each packet in three pieces. What is written in one turn goes out as one. */
export function inOneGo(socket: Socket): void {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean
  let isHeld = false
  const release = () => {
    isHeld = false
    socket.uncork()
  }
  socket.write = (...args: unknown[]) => {
    if (!isHeld) {
      isHeld = true
      socket.cork()
      process.nextTick(release)
    }
    return write(...args)
  }
}
