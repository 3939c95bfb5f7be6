import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import type { registerIClient } from '@patchbay/contracts/iclients'
import { type ComponentType, createContext, useContext } from 'react'
import type { Connecting } from './counting-parts.ts'

export interface IClientPickerProps {
  application: string
  /** What a new iClient is filled in by. */
  connecting: Connecting
  /** In place of the general one. */
  hint?: string | undefined
  value: string | null
  onChange: (id: string) => void
  error?: string | undefined
}

export interface RegisterClientProps {
  client: BodyInputOf<typeof registerIClient>
  onRegistered: (id: string) => void
}

/** What the iClients' own feature contributes to these screens; `app/` puts the two together. */
export interface IClientParts {
  Picker: ComponentType<IClientPickerProps>
  Register: ComponentType<RegisterClientProps>
  Name: ComponentType<{ id: string }>
}

export const IClientPartsContext = createContext<IClientParts | null>(null)

export function useIClientParts(): IClientParts {
  const parts = useContext(IClientPartsContext)
  if (parts === null) throw new Error('IClientPartsContext is missing above this component')
  return parts
}
