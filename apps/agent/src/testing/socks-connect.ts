import type { Duplex } from 'node:stream'
import { SocksClient } from 'socks'

/** A connection through the agent, by the same library as the gateway's. */
export async function socksConnect(
  channel: Duplex,
  destination: { host: string; port: number },
): Promise<Duplex> {
  const { socket } = await SocksClient.createConnection({
    proxy: { host: '127.0.0.1', port: 1, type: 5 },
    command: 'connect',
    destination,
    existing_socket: channel,
  })
  return socket
}
