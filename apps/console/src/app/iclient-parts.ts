import type { IClientParts } from '../features/connections/iclient-parts.ts'
import { IClientName } from '../features/iclients/iclient-name.tsx'
import { IClientPicker } from '../features/iclients/iclient-picker.tsx'

export const iClientParts: IClientParts = { Picker: IClientPicker, Name: IClientName }
