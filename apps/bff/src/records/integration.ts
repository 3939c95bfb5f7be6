import type { StepKind } from '@patchbay/contracts/flows'
import type { CollectionDefinition, StoredRecord } from '../stores/store.ts'

export interface StepRecord {
  readonly id: string
  readonly kind: StepKind
  readonly application: string | null
  readonly connectionId: string | null
}

/** `version` grows by one with each change of the flow, whatever else of its integration changes. */
export interface FlowRecord {
  readonly id: string
  readonly version: number
  readonly name: string
  /** The first is the source. */
  readonly steps: readonly StepRecord[]
  readonly createdAt: string
  readonly updatedAt: string
}

export interface ReplacementRecord {
  readonly id: string
  readonly at: string
  readonly from: { readonly id: string; readonly name: string }
  readonly to: { readonly id: string; readonly name: string }
  readonly stepIds: readonly string[]
}

/**
 * An integration with its flows in one record: what must change together (a replacement in all steps, a deletion with all
 * flows, a connection that is deregistered while no step uses it) is one write.
 */
export interface IntegrationRecord extends StoredRecord {
  readonly name: string
  readonly description: string
  /** Those registered, in the order in which they were. */
  readonly connectionIds: readonly string[]
  readonly flows: readonly FlowRecord[]
  /** The last, while it can be undone. */
  readonly replacement: ReplacementRecord | null
  readonly createdAt: string
  readonly createdBy: string
  readonly updatedAt: string
}

export const integrations: CollectionDefinition<IntegrationRecord> = {
  name: 'integrations',
  unique: ['name'],
  searchable: ['name', 'description'],
  filterable: ['connectionIds', 'flows.id'],
  sortable: ['name', 'createdAt', 'updatedAt'],
}
