import type { Configuration } from '@patchbay/contracts/configuration'
import type { createConnectionBody, updateConnectionBody } from '@patchbay/contracts/connection'
import type { createIClientBody, updateIClientBody } from '@patchbay/contracts/iclients'
import type * as z from 'zod'
import type { ConnectionRecord } from '../../records/connection.ts'
import type { IClientRecord } from '../../records/iclient.ts'
import type { Stored } from './moved-records.ts'

type IClientBody = z.output<typeof createIClientBody>
type ConnectionBody = z.output<typeof createConnectionBody>

/** What is checked of a connection that is not written. */
export interface Draft extends Omit<ConnectionBody, 'advanced' | 'secrets' | 'applyTo' | 'name'> {
  /** null: a new one. */
  readonly record: ConnectionRecord | null
  readonly advanced: ConnectionRecord['advanced']
}

/** How the rules of connections and iClients are reached from here. A new record may lack its secrets. */
export interface ImportRules {
  checkIClient(body: Omit<IClientBody, 'name' | 'clientId'>): void
  createIClient(body: IClientBody): Promise<IClientRecord>
  updateIClient(id: string, body: z.output<typeof updateIClientBody>): Promise<IClientRecord>
  checkConnection(draft: Draft): Promise<unknown>
  createConnection(body: ConnectionBody): Promise<ConnectionRecord>
  updateConnection(id: string, body: z.output<typeof updateConnectionBody>): Promise<ConnectionRecord>
}

export interface Importing {
  readonly rules: ImportRules
  readonly document: Configuration
  /** What was there before. */
  readonly stored: Stored
  readonly dryRun: boolean
}
