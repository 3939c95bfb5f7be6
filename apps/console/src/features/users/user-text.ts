import type { Role } from '@patchbay/contracts/roles'
import type { User } from '@patchbay/contracts/users'
import type { BadgeProps } from '../../ui/badge.tsx'
import type { Option } from '../../ui/option.ts'

export const roleNames: Readonly<Record<Role, string>> = { owner: 'Owner', admin: 'Admin', viewer: 'Viewer' }

export const roleOptions: readonly Option[] = [
  {
    value: 'owner',
    label: roleNames.owner,
    description: 'Everything, also users and settings.',
  },
  {
    value: 'admin',
    label: roleNames.admin,
    description: 'Connections, iClients, agents, integrations and API keys.',
  },
  {
    value: 'viewer',
    label: roleNames.viewer,
    description: 'Sees all of that, and gets neither secrets nor tokens.',
  },
]

interface StatusText {
  readonly name: string
  readonly tone: BadgeProps['tone']
  readonly reason: string
}

export const statusTexts: Readonly<Record<User['status'], StatusText>> = {
  active: { name: 'Active', tone: 'ok', reason: 'Can sign in' },
  invited: { name: 'Invited', tone: 'warn', reason: 'Has not opened the one-time link yet' },
  disabled: { name: 'Disabled', tone: 'neutral', reason: 'Signed out and kept out' },
}
