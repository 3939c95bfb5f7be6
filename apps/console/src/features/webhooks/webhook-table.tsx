import type { Webhook } from '@patchbay/contracts/webhooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Notice } from '../../ui/notice.tsx'
import { Table } from '../../ui/table.tsx'
import { DeleteWebhookDialog } from './delete-webhook-dialog.tsx'
import { webhookMutations } from './queries.ts'
import { RotateSecretDialog } from './rotate-secret-dialog.tsx'
import { WebhookRow } from './webhook-row.tsx'
import styles from './webhooks.module.css'

const columns = [
  ['Name', 'name'],
  ['Tells when', 'events'],
  ['Connections', 'connections'],
  ['Status', 'status'],
  ['Log', 'logLink'],
  ['Actions', 'actions'],
] as const

export function WebhookTable({ webhooks }: { webhooks: readonly Webhook[] }) {
  const [rotating, setRotating] = useState<Webhook | null>(null)
  const [deleting, setDeleting] = useState<Webhook | null>(null)
  const [tested, setTested] = useState<Webhook | null>(null)
  const test = useMutation(webhookMutations.test())
  const actions = {
    onRotate: setRotating,
    onDelete: setDeleting,
    onTest: (webhook: Webhook) => {
      setTested(webhook)
      test.mutate(webhook.id)
    },
  }
  return (
    <>
      <Table className={styles['table']}>
        <thead>
          <tr>
            {columns.map(([label, name]) => (
              <th key={label} scope="col" className={styles[name]}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {webhooks.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} actions={actions} />
          ))}
        </tbody>
      </Table>
      {tested !== null && <TestOutcome name={tested.name} test={test} />}
      {rotating !== null && <RotateSecretDialog webhook={rotating} onClose={() => setRotating(null)} />}
      {deleting !== null && <DeleteWebhookDialog webhook={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}

interface TestOutcomeProps {
  name: string
  test: {
    data: { ok: boolean; detail: string; durationMs: number } | undefined
    error: Error | null
    isPending: boolean
  }
}

function TestOutcome({ name, test: { data, error, isPending } }: TestOutcomeProps) {
  if (isPending) {
    return (
      <Notice tone="info" role="status">
        A test message is sent to {name}.
      </Notice>
    )
  }
  if (data?.ok === true) {
    return (
      <Notice tone="ok" role="status" title={`${name} took the test message`}>
        {data.detail} It took {data.durationMs} ms.
      </Notice>
    )
  }
  return (
    <Notice tone="bad" role="alert" title={`${name} did not take the test message`}>
      {data?.detail ?? errorText(error).detail}
    </Notice>
  )
}
