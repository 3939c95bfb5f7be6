import type { DeviceCode } from '@patchbay/contracts/authorizations'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { openPopupAt, openWaitingPopup, sendPopup } from './authorize-popup.ts'
import { type PendingAuthorization, dropPending, keepPending, readPending } from './pending-authorizations.ts'
import { connectionMutations, connectionQueries } from './queries.ts'
import {
  type AuthorizationFailure,
  type Outcome,
  useAuthorizationOutcome,
} from './use-authorization-outcome.ts'
import { useLooksClosed } from './use-popup-watch.ts'

export type AuthorizationState =
  | { step: 'idle' }
  /** The connection is being saved, under an open window or in order to sign in at once. */
  | { step: 'opening'; inWindow: boolean }
  | { step: 'waiting'; window: 'open' | 'closed' | 'blocked' | 'unknown'; authorizationUrl: string }
  /** A code has to be entered elsewhere. */
  | { step: 'device'; device: DeviceCode }
  | { step: 'failed'; error: AuthorizationFailure }
  | { step: 'succeeded' }

interface Attempt extends PendingAuthorization {
  connectionId: string
  popup: Window | null
  /** Taken up after a reload, which loses the handle of the window. */
  resumed: boolean
}

function resume(connectionId: string | null): Attempt | null {
  const pending = connectionId === null ? null : readPending(connectionId)
  if (connectionId === null || pending === null) return null
  return { ...pending, connectionId, popup: null, resumed: true }
}

function windowState(attempt: Attempt, looksClosed: boolean): 'open' | 'closed' | 'blocked' | 'unknown' {
  if (attempt.popup !== null) return looksClosed ? 'closed' : 'open'
  return attempt.resumed ? 'unknown' : 'blocked'
}

interface Options {
  connectionId: string | null
  /** Names the window; the same for every attempt at one connection. */
  windowKey: string
}

/** The journey through the popup, from the click to success, failure or expiry. */
export function useAuthorization({ connectionId, windowKey }: Options) {
  const client = useQueryClient()
  const start = useMutation(connectionMutations.authorize())
  const [opening, setOpening] = useState<{ inWindow: boolean } | null>(null)
  const [attempt, setAttempt] = useState<Attempt | null>(() => resume(connectionId))
  const { outcome, device } = useAuthorizationOutcome(attempt)
  const looksClosed = useLooksClosed(attempt?.popup ?? null)

  const succeeded = outcome === null ? null : outcome.succeeded
  useEffect(() => {
    if (attempt === null || succeeded === null) return
    dropPending(attempt.connectionId)
    attempt.popup?.close()
    // A failure's own notice is an alert.
    if (succeeded) announce('Connected')
    void client.invalidateQueries({ queryKey: connectionQueries.all })
  }, [attempt, succeeded, client])

  function forget() {
    if (attempt !== null) dropPending(attempt.connectionId)
    setAttempt(null)
  }

  /**
   * Call it in the click. `save` answers the id of the connection to authorize; what it throws is thrown on.
   *
   * @param inWindow whether somebody must sign in there; the server has the last word
   */
  async function begin(save: () => Promise<string>, inWindow: boolean): Promise<void> {
    const popup = inWindow ? openWaitingPopup(windowKey) : null
    forget()
    setOpening({ inWindow })
    try {
      const id = await save()
      const { device: _, ...pending } = await start.mutateAsync(id)
      keepPending(id, pending)
      if (pending.authorizationUrl === null) popup?.close()
      else if (popup !== null) sendPopup(popup, pending.authorizationUrl)
      setAttempt({ ...pending, connectionId: id, popup, resumed: false })
    } catch (error) {
      popup?.close()
      throw error
    } finally {
      setOpening(null)
    }
  }

  /** Call it in the click: brings the window to the front, or opens it where there is none. */
  function showWindow() {
    if (attempt === null || attempt.authorizationUrl === null) return
    if (attempt.popup !== null && !attempt.popup.closed) return attempt.popup.focus()
    const popup = openPopupAt(attempt.authorizationUrl, windowKey)
    setAttempt({ ...attempt, popup })
  }

  function cancel() {
    attempt?.popup?.close()
    forget()
  }

  return {
    state: stateOf(opening, attempt, { outcome, device, looksClosed }),
    begin,
    showWindow,
    cancel,
    dismiss: forget,
  }
}

function stateOf(
  opening: { inWindow: boolean } | null,
  attempt: Attempt | null,
  seen: { outcome: Outcome | null; device: DeviceCode | null; looksClosed: boolean },
): AuthorizationState {
  if (opening !== null) return { step: 'opening', ...opening }
  if (attempt === null) return { step: 'idle' }
  if (seen.outcome?.succeeded === true) return { step: 'succeeded' }
  if (seen.outcome !== null) return { step: 'failed', error: seen.outcome.error }
  const { authorizationUrl } = attempt
  if (seen.device !== null) return { step: 'device', device: seen.device }
  // It has ended already; only how is not known yet.
  if (authorizationUrl === null) return { step: 'opening', inWindow: false }
  return { step: 'waiting', window: windowState(attempt, seen.looksClosed), authorizationUrl }
}

export type AuthorizationJourney = ReturnType<typeof useAuthorization>
