// oxlint-disable no-underscore-dangle -- the names are of ssh2
import { generateKeyPairSync, KeyObject } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import ssh2, { type Connection } from 'ssh2'
import { expect, it, onTestFinished } from 'vitest'
import { quicken } from './quicken.ts'

interface Insides {
  _protocol: { _cipher: { _encKey: unknown }; _decipher: { _decipherKey: unknown } }
}

function expectQuick(side: unknown): void {
  const { _cipher: cipher, _decipher: decipher } = (side as Insides)._protocol
  expect(cipher._encKey).toBeInstanceOf(KeyObject)
  expect(decipher._decipherKey).toBeInstanceOf(KeyObject)
}

it('the ciphers of both sides are quickened, after new keys as well, and understand each other', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const hostKey = privateKey.export({ type: 'pkcs1', format: 'pem' })
  const algorithms = { cipher: ['aes128-gcm@openssh.com' as const] }
  const server = new ssh2.Server({ hostKeys: [hostKey], algorithms })
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<Connection>()
  server.on('connection', (connection) => {
    arrive(connection)
    connection.on('handshake', () => quicken(connection))
    connection.on('authentication', (context) => context.accept())
    connection.on('request', (accept) => accept?.(1))
    connection.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = new ssh2.Client()
  client.on('handshake', () => quicken(client))
  onTestFinished(() => {
    client.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  client.connect({ host: '127.0.0.1', port, username: 'a', password: 'b', algorithms })
  await once(client, 'ready')
  const guest = await arrived
  for (let times = 0; times < 2; times += 1) {
    expectQuick(client)
    expectQuick(guest)
    await new Promise((resolve, reject) =>
      client.forwardIn('', 0, (error) => (error === undefined ? resolve(null) : reject(error))),
    )
    await new Promise((resolve) => guest.rekey(() => resolve(null)))
  }
})
