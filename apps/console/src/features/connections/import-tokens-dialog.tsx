import type { Connection, TestResult } from '@patchbay/contracts/connection'
import { type SubmitEvent, useId, useRef } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import styles from './import-tokens.module.css'
import { factsWithTokens } from './facts-with-tokens.ts'
import { type ImportTokens, useImportTokens } from './use-import-tokens.ts'

interface ImportTokensDialogProps {
  connection: Connection
  onClose: () => void
}

export function ImportTokensDialog({ connection, onClose }: ImportTokensDialogProps) {
  useReturnFocus()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const tokens = useImportTokens({
    connection,
    onFaults: () =>
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()),
  })

  function submit(event: SubmitEvent) {
    event.preventDefault()
    void tokens.submit()
  }

  const isDone = tokens.test !== null
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Import existing tokens"
      description={isDone ? undefined : 'Those that another system obtained by the same client.'}
      footer={
        isDone ? (
          <Button key="done" variant="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button variant="quiet" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" form={id} variant="primary" busy={tokens.busy}>
              Import
            </Button>
          </>
        )
      }
    >
      {tokens.test === null ? (
        <form ref={form} id={id} className={styles['form']} onSubmit={submit} noValidate>
          {tokens.failure !== null && <Failure error={tokens.failure} />}
          <Fields tokens={tokens} facts={factsWithTokens(connection) ?? []} />
        </form>
      ) : (
        <Outcome connection={connection} test={tokens.test} />
      )}
    </Dialog>
  )
}

function Fields({ tokens, facts }: { tokens: ImportTokens; facts: readonly string[] }) {
  const { values, change, faults } = tokens
  return (
    <>
      <SecretField
        label="Access token"
        hint="Stored sealed and never shown again. Leave it empty to have one fetched by the refresh token."
        value={values.accessToken}
        onChange={(event) => change({ accessToken: event.target.value })}
        error={faults['accessToken']}
      />
      <SecretField
        label="Refresh token"
        hint="Without one, somebody has to sign in when the access token ends."
        value={values.refreshToken}
        onChange={(event) => change({ refreshToken: event.target.value })}
        error={faults['refreshToken']}
      />
      <TextField
        label="Expires"
        optional
        hint="When the access token ends, by your clock. Leave it empty where you do not know."
        type="datetime-local"
        value={values.expires}
        onChange={(event) => change({ expires: event.target.value })}
        error={faults['expires']}
      />
      {facts.map((name) => (
        <TextField
          key={name}
          label={name}
          optional
          mono
          hint="As the application told it with the tokens."
          autoComplete="off"
          spellCheck={false}
          value={values.facts[name] ?? ''}
          onChange={(event) => change({ facts: { ...values.facts, [name]: event.target.value } })}
          error={faults[`facts.${name}`]}
        />
      ))}
    </>
  )
}

function Outcome({ connection, test }: { connection: Connection; test: TestResult }) {
  const isOnline = connection.status === 'online'
  const title = !isOnline
    ? 'The tokens do not work'
    : test.ok
      ? 'The tokens are imported and work'
      : 'The tokens are imported, but the test call failed'
  return (
    <Notice tone={!isOnline ? 'bad' : test.ok ? 'ok' : 'warn'} role="status" title={title}>
      <span dir="auto">{test.detail}</span>
    </Notice>
  )
}

function Failure({ error }: { error: unknown }) {
  const { title, detail, code } = errorText(error)
  return (
    <Notice tone="bad" role="alert" title={title}>
      {detail} <span className={styles['code']}>{code}</span>
    </Notice>
  )
}
