import type { createConnection } from '@patchbay/contracts/connections'
import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import { createContext } from 'react'

/** The step of a flow in which a connection is created, and which uses it once it is authorized. */
export const ApplyToContext = createContext<BodyInputOf<typeof createConnection>['applyTo']>(undefined)
