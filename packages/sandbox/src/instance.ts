import { join } from 'node:path'
import { Router } from 'express'
import { createApiContext } from './bearer.ts'
import { ClientRegistry } from './clients.ts'
import { createConnectedApplications } from './connected-applications.ts'
import { createInteractions } from './interactions.ts'
import { loadKeys } from './keys.ts'
import { createProvider } from './provider.ts'
import { RecordStore, type RecordStoreOptions } from './record-store.ts'
import type { SandboxApplication } from './sandbox.ts'
import type { StandIn } from './stand-in.ts'

interface InstanceOptions extends Omit<RecordStoreOptions, 'context'> {
  standIn: StandIn
  origin: string
  callbackUrls: string[]
}

/** A stand-in that runs: its state, its authorization server and its API under one path. */
export interface RunningInstance {
  standIn: StandIn
  path: string
  router: Router
  application: SandboxApplication
  close(): Promise<void>
}

export async function startInstance(options: InstanceOptions): Promise<RunningInstance> {
  const { standIn, origin, callbackUrls, onError } = options
  const path = `/${standIn.application}`
  const issuerPath = standIn.authorizationServer.path
  const store = await RecordStore.open({
    ...options,
    dir: join(options.dir, standIn.application),
    context: `sandbox/${standIn.application}`,
  })
  const keys = await loadKeys(store)
  const issuer = origin + path + issuerPath
  const provider = createProvider({ standIn, issuer, store, keys, onError })
  const clients = new ClientRegistry(provider, store, standIn)
  const { name, clientId, clientSecret } = await clients.preregister(callbackUrls)

  const connectedApplicationsPath = `${path}/connected-applications`
  const router = Router()
  router.use(`${issuerPath}/interaction`, createInteractions({ standIn, provider, origin }))
  router.use(issuerPath, provider.callback())
  router.use(
    '/connected-applications',
    createConnectedApplications({ standIn, provider, clients, origin, path: connectedApplicationsPath }),
  )
  router.use(standIn.api(createApiContext(provider)))

  return {
    standIn,
    path,
    router,
    application: {
      application: standIn.application,
      settings: standIn.settings(origin + path),
      client: { name, clientId, clientSecret },
    },
    close: () => store.close(),
  }
}
