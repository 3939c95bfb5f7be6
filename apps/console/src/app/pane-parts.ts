import { lazy } from 'react'
import type { PaneParts } from '../features/connections/pane-parts.ts'

// It brings the heaviest control of the form, which not every form shows at once.
const IClientPicker = lazy(async () => ({
  default: (await import('../features/iclients/iclient-picker.tsx')).IClientPicker,
}))

const RegisterClient = lazy(async () => ({
  default: (await import('../features/iclients/register-client.tsx')).RegisterClient,
}))

const AgentPicker = lazy(async () => ({
  default: (await import('../features/agents/agent-picker.tsx')).AgentPicker,
}))

export const paneParts: PaneParts = { IClientPicker, RegisterClient, AgentPicker }
