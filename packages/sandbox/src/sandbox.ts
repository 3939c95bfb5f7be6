import { mkdir } from 'node:fs/promises'
import { createApp } from './app.ts'
import { listen } from './http-server.ts'
import { startInstance } from './instance.ts'
import { standIns } from './stand-ins.ts'

export interface SandboxOptions {
  /** Default: 127.0.0.1. */
  host?: string
  /** 0: any free one. */
  port: number
  /** Holds all state; made if missing, survives restarts and kill -9. */
  dir: string
  /** Redirect URIs of the pre-registered clients. */
  callbackUrls: string[]
  /** What is written to disk passes through these two, so no secret or token lies there in the clear. */
  seal: (plaintext: string, context: string) => string
  open: (sealed: string, context: string) => string
  onError?: (error: unknown) => void
}

export interface SandboxApplication {
  /** The catalogue's id. */
  application: string
  /** The stand-in's base URL: its instance, its issuer, or what stands for the application's fixed hosts. */
  address: string
  /** Of a connection to it, under the names of the catalogue's fields. */
  settings: Record<string, string>
  /** The one client that is there from the start, made at random on the first start and the same afterwards. */
  client: { name: string; clientId: string; clientSecret: string }
}

export interface Sandbox {
  origin: string
  applications: SandboxApplication[]
  /** Writes everything anew, sealed as it is by now. */
  reseal(): Promise<void>
  close(): Promise<void>
}

/** Stand-in applications on one origin. One process holds `dir` at a time. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = '127.0.0.1', onError = () => {} } = options
  await mkdir(options.dir, { recursive: true, mode: 0o700 })
  const server = await listen(host, options.port)
  try {
    const origin = `http://${reachableHost(host)}:${server.port}`
    const start = (standIn: (typeof standIns)[number]) =>
      startInstance({ ...options, standIn, origin, onError })
    const instances = await Promise.all(standIns.map(start))
    server.serve(createApp(instances, onError))
    return {
      origin,
      applications: instances.map((instance) => instance.application),
      async reseal() {
        await Promise.all(instances.map((instance) => instance.reseal()))
      },
      async close() {
        await server.close()
        await Promise.all(instances.map((instance) => instance.close()))
      },
    }
  } catch (error) {
    await server.close()
    throw error
  }
}

/** "Every address" is none that can be gone to. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
