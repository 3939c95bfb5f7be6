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

export interface AgentPickerProps {
  label: string
  /** In place of the general one. */
  hint?: string | undefined
  /** Address of the server that is to be reached. */
  server: string
  /** Empty: none is chosen. */
  value: string
  onChange: (id: string) => void
  error?: string | undefined
}

/** What other features contribute to the pane; `app/` puts them together. */
export interface PaneParts {
  IClientPicker: ComponentType<IClientPickerProps>
  RegisterClient: ComponentType<RegisterClientProps>
  AgentPicker: ComponentType<AgentPickerProps>
}

export const PanePartsContext = createContext<PaneParts | null>(null)

export function usePaneParts(): PaneParts {
  const parts = useContext(PanePartsContext)
  if (parts === null) throw new Error('PanePartsContext is missing above this component')
  return parts
}
