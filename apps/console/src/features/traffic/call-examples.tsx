import { findApplication } from '@patchbay/applications/catalogue'
import type { Connection } from '@patchbay/contracts/connection'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { proxyExample, tokenExample } from '../../api/curl-example.ts'
import { useMay } from '../../api/use-may.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { examplePath } from './example-path.ts'
import styles from './call-examples.module.css'

const key = '$PATCHBAY_API_KEY'

interface CallExamplesProps {
  connection: Connection
  /** Whether there is a token that programs can fetch. */
  givesToken: boolean
}

export function CallExamples({ connection, givesToken }: CallExamplesProps) {
  const may = useMay('token')
  const id = useId()
  const call = { origin: window.location.origin, key, connectionId: connection.id }
  if (!may) return null
  return (
    <section aria-labelledby={id} className={styles['section']}>
      <h2 id={id}>Call it from a program</h2>
      <div className={styles['examples']}>
        {givesToken && <CopyBlock label="Get an access token" value={tokenExample(call)} />}
        <CopyBlock label="Send a request through it" value={proxyExample(call, pathOf(connection))} />
        <p className={styles['hint']}>
          <code>{key}</code> stands for an API key that may do this.{' '}
          <Link to="/api-keys/new">Create a key</Link>
        </p>
      </div>
    </section>
  )
}

function pathOf({ application, settings, token, scopes }: Connection): string {
  const texts = Object.entries(settings).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)] as const],
  )
  return examplePath(findApplication(application), {
    settings: Object.fromEntries(texts),
    facts: token?.facts ?? {},
    scopes: token?.grantedScopes ?? scopes,
  })
}
