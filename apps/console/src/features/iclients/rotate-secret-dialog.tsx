import { type IClient, updateIClientBody } from '@patchbay/contracts/iclients'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import styles from './iclients.module.css'
import { iClientMutations } from './queries.ts'

interface RotateSecretDialogProps {
  iClient: IClient
  onClose: () => void
}

/** Takes the secret that the application has made anew; the application's own page makes it. */
export function RotateSecretDialog({ iClient, onClose }: RotateSecretDialogProps) {
  const id = useId()
  const [secret, setSecret] = useState('')
  const [fault, setFault] = useState<string>()
  const update = useMutation(iClientMutations.update())
  const onField = isApiError(update.error) ? update.error.fieldErrors : []

  function submit(event: SubmitEvent) {
    event.preventDefault()
    const found = secretFault(secret)
    setFault(found)
    if (found !== undefined || update.isPending) return
    const change = { id: iClient.id, version: iClient.version, clientSecret: secret }
    update.mutate(change, {
      onSuccess: ({ name }) => {
        announce(`The secret of ${name} is replaced.`)
        onClose()
      },
    })
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Rotate the secret of ${iClient.name}`}
      size="sm"
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={id} variant="primary" busy={update.isPending}>
            Rotate secret
          </Button>
        </>
      }
    >
      <form id={id} className={styles['form']} onSubmit={submit} noValidate>
        <p className={styles['about']}>
          First have the application make a new secret. It replaces the stored one here at once
          {users(iClient)}
        </p>
        {update.error !== null && onField.length === 0 && (
          <Notice tone="bad" role="alert">
            {failureText(update.error)}
          </Notice>
        )}
        <SecretField
          label="New client secret"
          value={secret}
          onChange={(event) => {
            setSecret(event.target.value)
            setFault(undefined)
            update.reset()
          }}
          error={fault ?? onField[0]?.message}
        />
      </form>
    </Dialog>
  )
}

/** By then the list has the other's change, so that another try is on top of it. */
function failureText(error: Error): string {
  if (!isApiError(error, 'stale_version')) return errorText(error).detail
  return 'Someone else changed this iClient meanwhile, so nothing was saved. Rotate again to replace the secret.'
}

function secretFault(secret: string): string | undefined {
  return updateIClientBody.shape.clientSecret.safeParse(secret).error?.issues[0]?.message
}

function users({ usedBy }: IClient): string {
  if (usedBy === 0) return '. No connection uses this iClient yet.'
  if (usedBy === 1) return ', and 1 connection uses it from its next refresh on.'
  return `, and ${usedBy} connections use it from their next refresh on.`
}
