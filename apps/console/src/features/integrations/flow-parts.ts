import type { Step } from '@patchbay/contracts/flows'
import { type ComponentType, createContext } from 'react'

/** What another feature puts into a step. */
export interface FlowParts {
  /** The way back online, and how that goes; shows nothing while the connection is online. */
  AuthorizeAgain: ComponentType<{ connection: NonNullable<Step['connection']> }>
}

export const FlowPartsContext = createContext<FlowParts>({ AuthorizeAgain: () => null })
