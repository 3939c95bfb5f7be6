import type { DiscoveryReply } from '@patchbay/contracts/discovery'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { isApiError } from '../../api/api-error.ts'
import { Button } from '../../ui/button.tsx'
import { AddressControl, type AddressControlProps } from './address-control.tsx'
import styles from './connection-form.module.css'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'
import { cameAtOnce } from './pasted-address.ts'
import { connectionQueries } from './queries.ts'
import { ServerSummary } from './server-summary.tsx'
import { useConnecting } from './use-connecting.ts'
import { issuerOf } from './use-server.ts'

const settleMs = 250

interface Typed {
  value: string
  issuer: string | null
  isTyping: boolean
}

/** The address once nobody is typing it any more: it was left, or came at once. */
function useSettledIssuer({ value, issuer, isTyping }: Typed): string | null {
  const [settled, setSettled] = useState(issuer)
  const before = useRef(value)
  useEffect(() => {
    const isPasted = cameAtOnce(before.current, value)
    before.current = value
    if (issuer === null || (isTyping && !isPasted)) return
    const timer = setTimeout(() => setSettled(issuer), settleMs)
    return () => clearTimeout(timer)
  }, [issuer, isTyping, value])
  return settled === issuer ? issuer : null
}

function takesOnlyKeys({ clientAuthentications }: DiscoveryReply): boolean {
  const others = ['client_secret_basic', 'client_secret_post', 'none']
  return (
    clientAuthentications.includes('private_key_jwt') &&
    !clientAuthentications.some((each) => others.includes(each))
  )
}

/** Once for each server that is asked anew, so that what is chosen afterwards stays. */
function useClientAuthentication(server: DiscoveryReply | undefined, issuer: string | null): void {
  const { formState, getValues, setValue } = useFormContext<ConnectionFormValues>()
  const { addressField = '' } = useFormSubject().definition
  const saved = formState.defaultValues?.settings
  const done = useRef(server === undefined ? saved?.[addressField] : issuer)
  useEffect(() => {
    if (server === undefined || issuer === null || done.current === issuer) return
    done.current = issuer
    const chosen = getValues('settings.clientAuthentication')
    const isUnfit = chosen === 'private_key_jwt' && !server.clientAuthentications.includes(chosen)
    if (chosen === '' && takesOnlyKeys(server)) {
      setValue('settings.clientAuthentication', 'private_key_jwt', { shouldDirty: true })
    } else if (isUnfit) setValue('settings.clientAuthentication', '', { shouldDirty: true })
  }, [server, issuer, getValues, setValue])
}

function faultOf(error: unknown): string | undefined {
  if (!isApiError(error)) return undefined
  return error.fieldErrors.find(({ path }) => path === 'issuer')?.message ?? error.detail
}

/** The address of a server that tells the rest itself; it is asked once the address is complete. */
export function IssuerControl(props: AddressControlProps) {
  const { definition } = useFormSubject()
  const issuer = issuerOf(definition, useConnecting())
  const [isTyping, setTyping] = useState(false)
  const settled = useSettledIssuer({ value: props.value, issuer, isTyping })
  const server = useQuery({ ...connectionQueries.server(settled ?? ''), enabled: settled !== null })
  const data = settled === null ? undefined : server.data
  const isRefused = settled !== null && server.isError && !server.isFetching
  useClientAuthentication(data, settled)

  return (
    <div className={styles['part']} onFocus={() => setTyping(true)} onBlur={() => setTyping(false)}>
      <AddressControl {...props} error={props.error ?? (isRefused ? faultOf(server.error) : undefined)} />
      {isRefused && (
        <Button variant="quiet" className={styles['link']} onClick={() => void server.refetch()}>
          Ask the server again
        </Button>
      )}
      <div role="status" className={styles['said']}>
        {settled !== null && server.isFetching && <p className={styles['none']}>Asking the server…</p>}
        {data !== undefined && !server.isFetching && <ServerSummary server={data} />}
      </div>
    </div>
  )
}
