import { type ConnectionEventType, connectionEventTypes } from '@patchbay/contracts/connection-events'
import type { Notifications } from '@patchbay/contracts/notifications'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { eventNames } from '../../api/event-names.ts'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import styles from './notifications.module.css'
import { notificationMutations } from './queries.ts'
import { recipientFault, recipientsOf } from './recipients.ts'

export function EmailForm({ settings }: { settings: Notifications }) {
  const { sender } = settings
  // Of what is shown here: a change that somebody else made meanwhile is not saved over.
  const [version, setVersion] = useState(settings.version)
  const [text, setText] = useState(settings.emailRecipients.join('\n'))
  const [eventTypes, setEventTypes] = useState<readonly ConnectionEventType[]>(settings.eventTypes)
  const save = useMutation(notificationMutations.save())
  const recipients = recipientsOf(text)
  const isChanged =
    recipients.join() !== settings.emailRecipients.join() || eventTypes.join() !== settings.eventTypes.join()

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (save.isPending) return
    save.mutate(
      { version, emailRecipients: recipients, eventTypes: [...eventTypes] },
      {
        onSuccess: (saved) => {
          setVersion(saved.version)
          announce('The recipients are saved.')
        },
      },
    )
  }

  function tick(type: ConnectionEventType, wanted: boolean) {
    save.reset()
    setEventTypes(connectionEventTypes.filter((each) => (each === type ? wanted : eventTypes.includes(each))))
  }

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <TextArea
        label="Recipients"
        hint="One address on each line."
        dir="ltr"
        rows={3}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          save.reset()
        }}
        error={recipientFault(isApiError(save.error) ? save.error.fieldErrors : [], recipients)}
      />
      <fieldset aria-labelledby="mail-events" className={styles['boxes']}>
        <div id="mail-events" className={styles['legend']}>
          Write when a connection
        </div>
        {connectionEventTypes.map((type) => (
          <Checkbox
            key={type}
            label={eventNames[type]}
            checked={eventTypes.includes(type)}
            onCheckedChange={(wanted) => tick(type, wanted)}
          />
        ))}
      </fieldset>
      <Failure error={save.error} />
      <div className={styles['buttons']}>
        <Button type="submit" variant="primary" busy={save.isPending} aria-disabled={!isChanged}>
          Save recipients
        </Button>
        {sender !== null && <TestMail isReady={!isChanged && settings.emailRecipients.length > 0} />}
      </div>
    </form>
  )
}

/** What is said of a recipient stands beside them. */
function Failure({ error }: { error: Error | null }) {
  if (error === null) return null
  const errors = isApiError(error) ? error.fieldErrors : []
  if (errors.some(({ path }) => path.startsWith('emailRecipients'))) return null
  return (
    <Notice tone="bad" role="alert" title={errorText(error).title}>
      {errorText(error).detail}
    </Notice>
  )
}

function TestMail({ isReady }: { isReady: boolean }) {
  const test = useMutation(notificationMutations.test())
  const isSent = test.data?.ok === true
  return (
    <>
      <Button busy={test.isPending} aria-disabled={!isReady} onClick={() => test.mutate()}>
        Send a test mail
      </Button>
      {(test.data !== undefined || test.error !== null) && (
        <div className={styles['outcome']}>
          <Notice
            tone={isSent ? 'ok' : 'bad'}
            role={isSent ? 'status' : 'alert'}
            title={isSent ? 'The test mail was sent' : 'The test mail could not be sent'}
          >
            {test.data?.detail ?? errorText(test.error).detail}
          </Notice>
        </div>
      )}
    </>
  )
}
