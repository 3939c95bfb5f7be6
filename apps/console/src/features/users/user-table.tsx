import type { User } from '@patchbay/contracts/users'
import { useState } from 'react'
import { HeadedTable } from '../../ui/headed-table.tsx'
import { DeleteUserDialog } from './delete-user-dialog.tsx'
import { DisableUserDialog } from './disable-user-dialog.tsx'
import { NewLinkDialog } from './new-link-dialog.tsx'
import { UserRow } from './user-row.tsx'
import styles from './users.module.css'

const columns = [
  ['Name', 'name'],
  ['Email', 'email'],
  ['Role', 'role'],
  ['Status', 'status'],
  ['Last sign-in', 'seen'],
  ['Actions', 'actions'],
] as const

const dialogs = { disable: DisableUserDialog, link: NewLinkDialog, delete: DeleteUserDialog }
export type UserQuestion = keyof typeof dialogs

export function UserTable({ users }: { users: readonly User[] }) {
  const [asking, setAsking] = useState<{ question: UserQuestion; user: User } | null>(null)
  const Dialog = asking === null ? null : dialogs[asking.question]
  return (
    <>
      <HeadedTable columns={columns} styles={styles}>
        {users.map((user) => (
          <UserRow key={user.id} user={user} onAsk={(question) => setAsking({ question, user })} />
        ))}
      </HeadedTable>
      {asking !== null && Dialog !== null && <Dialog user={asking.user} onClose={() => setAsking(null)} />}
    </>
  )
}
