import { join } from 'node:path'
import type { RequestHandler } from 'express'
import { preregister } from './clients.ts'
import { createInstanceRouter } from './instance-router.ts'
import { RecordStore, type RecordStoreOptions } from './record-store.ts'
import type { SandboxApplication } from './sandbox.ts'
import type { StandIn } from './stand-in.ts'

interface InstanceOptions extends Omit<RecordStoreOptions, 'context'> {
  standIn: StandIn
  origin: string
  callbackUrls: string[]
}

/** A stand-in that runs: its state, its authorization servers and its API. */
export interface RunningInstance {
  standIn: StandIn
  path: string
  /** Mounted at the path, and at the API's where that is another. */
  handle: RequestHandler
  handleApi: RequestHandler
  application: SandboxApplication
  reseal(): Promise<void>
  close(): Promise<void>
}

/** Its authorization servers, and the keys of theirs, are made when somebody first comes. */
export async function startInstance(options: InstanceOptions): Promise<RunningInstance> {
  const { standIn, origin, callbackUrls, onError } = options
  const path = `/${standIn.application}`
  const address = origin + path
  const store = await RecordStore.open({
    ...options,
    dir: join(options.dir, standIn.application),
    context: `sandbox/${standIn.application}`,
  })
  const client = await preregister(store, standIn, callbackUrls)
  let made: ReturnType<typeof createInstanceRouter> | undefined
  const routers = () => (made ??= createInstanceRouter({ standIn, store, origin, path, onError }))

  return {
    standIn,
    path,
    handle: async (req, res, next) => (await routers()).pages(req, res, next),
    handleApi: async (req, res, next) => (await routers()).api(req, res, next),
    application: {
      application: standIn.application,
      address,
      settings: standIn.settings(address),
      client: { name: client.name, clientId: client.clientId, clientSecret: client.clientSecret },
    },
    reseal: () => store.reseal(),
    close: () => store.close(),
  }
}
