import type { Passkey } from '@patchbay/contracts/passkeys'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { knowsPasskeys } from '../../api/passkey-error.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { LineList } from '../../ui/line-list.tsx'
import { PageSection } from '../../ui/page-section.tsx'
import { ago, useNow } from '../../ui/relative-time.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AddPasskeyDialog } from './add-passkey-dialog.tsx'
import { passkeysQuery } from './queries.ts'
import { RemovePasskeyDialog } from './remove-passkey-dialog.tsx'

export function PasskeySection() {
  const { data, error, refetch } = useQuery(passkeysQuery())
  const [adding, setAdding] = useState(false)
  return (
    <PageSection
      id="passkeys"
      title="Passkeys"
      about="Sign in with a fingerprint, a PIN or a security key, without a password. Once you have one, your password alone does not open this account any more."
      action={knowsPasskeys() && <Button onClick={() => setAdding(true)}>Add passkey</Button>}
    >
      {data === undefined && error === null && <Skeleton height={56} lines={1} />}
      {data === undefined && error !== null && (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      )}
      {data !== undefined && data.items.length > 0 && <List passkeys={data.items} />}
      {adding && <AddPasskeyDialog onClose={() => setAdding(false)} />}
    </PageSection>
  )
}

function List({ passkeys }: { passkeys: readonly Passkey[] }) {
  const now = useNow()
  const [removing, setRemoving] = useState<Passkey | null>(null)
  return (
    <>
      <LineList
        label="Passkeys"
        lines={passkeys.map((each) => ({ id: each.id, title: each.name, detail: detailOf(each, now) }))}
        action="Remove"
        onAction={(id) => setRemoving(passkeys.find((each) => each.id === id) ?? null)}
        none="You have no passkey."
      />
      {removing !== null && <RemovePasskeyDialog passkey={removing} onClose={() => setRemoving(null)} />}
    </>
  )
}

function detailOf({ host, createdAt, lastUsedAt }: Passkey, now: number): string {
  const used = lastUsedAt === null ? 'not used yet' : `used ${ago(lastUsedAt, now)}`
  return `For ${host}, added ${ago(createdAt, now)}, ${used}`
}
