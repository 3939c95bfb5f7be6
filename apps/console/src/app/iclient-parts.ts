import { lazy } from 'react'
import type { IClientParts } from '../features/connections/iclient-parts.ts'
import { IClientName } from '../features/iclients/iclient-name.tsx'

// It brings the heaviest control of the form, which not every form shows at once.
const IClientPicker = lazy(async () => ({
  default: (await import('../features/iclients/iclient-picker.tsx')).IClientPicker,
}))

const RegisterClient = lazy(async () => ({
  default: (await import('../features/iclients/register-client.tsx')).RegisterClient,
}))

export const iClientParts: IClientParts = {
  Picker: IClientPicker,
  Register: RegisterClient,
  Name: IClientName,
}
