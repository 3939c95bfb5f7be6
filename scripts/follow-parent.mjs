// Loaded into the server before main.ts. `npm start` holds the other end of descriptor 3: when it dies, even
// by kill -9, the descriptor closes, and the server stops as if it had been asked to.
import { Socket } from 'node:net'

// The variable is gone after the first look, so workers and children of the server do not follow anybody.
if (process.env['FOLLOW_PARENT']) {
  delete process.env['FOLLOW_PARENT']
  new Socket({ fd: 3, readable: true, writable: false })
    .on('error', () => {})
    .once('close', () => process.kill(process.pid, 'SIGTERM'))
    .resume()
    .unref()
}
