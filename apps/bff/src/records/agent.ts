import type { CollectionDefinition, StoredRecord } from '../stores/store.ts'

export interface AgentRecord extends StoredRecord {
  readonly name: string
  /** SHA-256 of the access token, base64url: a copy of the data opens nothing. */
  readonly tokenHash: string
  readonly tokenCreatedAt: string
  /** PEM; null: public authorities alone. */
  readonly certificateAuthority: string | null
  readonly createdAt: string
  readonly createdBy: string
  readonly updatedAt: string
}

/** What an agent's last link was, beside the agent so that its coming and going leaves the agent's version alone. */
export interface AgentLinkRecord extends StoredRecord {
  /** Of the token that the link was made with. */
  readonly tokenHash: string
  readonly software: string
  readonly address: string
  readonly allow: readonly string[] | null
  readonly offeredCertificateAuthority: string | null
  readonly onlineSince: string
  /** null: it was there when Patchbay last ran. */
  readonly endedAt: string | null
}

export const agents: CollectionDefinition<AgentRecord> = {
  name: 'agents',
  unique: ['name'],
  searchable: ['name'],
  filterable: [],
  sortable: ['name', 'createdAt'],
}

export const agentLinks: CollectionDefinition<AgentLinkRecord> = {
  name: 'agent-links',
  unique: [],
  searchable: [],
  filterable: [],
  sortable: [],
}
