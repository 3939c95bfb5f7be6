import type { SignInLink } from '@patchbay/contracts/sign-in-links'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { announce } from '../../ui/announce.tsx'
import { signInLinkMutations } from './queries.ts'

/** `url`: just made, and shown this once. */
export type ShownLink = SignInLink & { readonly url?: string }

/** What the dialog shows; null: it is closed. */
export type Shown =
  | { readonly link: ShownLink; readonly isCopied: boolean; readonly error: unknown }
  | { readonly link: null; readonly error: unknown }
  | null

async function copy({ url }: ShownLink): Promise<boolean> {
  if (url === undefined) return false
  try {
    await navigator.clipboard.writeText(url)
    announce('The sign-in link is copied')
    return true
  } catch {
    // Plain http or a refused permission: the dialog has it to copy by hand.
    return false
  }
}

export function useSignInLink(connectionId: string, onChange: (isOut: boolean) => void) {
  const offer = useMutation(signInLinkMutations.offer())
  const create = useMutation(signInLinkMutations.create())
  const withdrawal = useMutation(signInLinkMutations.withdraw())
  const [shown, setShown] = useState<Shown>(null)

  async function show(ask: typeof offer | typeof create) {
    try {
      const link: ShownLink = await ask.mutateAsync(connectionId)
      setShown({ link, isCopied: await copy(link), error: null })
      onChange(true)
    } catch (error) {
      setShown((before) => (before === null ? { link: null, error } : { ...before, error }))
    } finally {
      // Lets go of the answer, so that the cache of mutations forgets the link at once.
      ask.reset()
    }
  }

  function ended() {
    announce('The sign-in link is withdrawn')
    setShown(null)
    onChange(false)
  }

  async function withdraw() {
    try {
      await withdrawal.mutateAsync(connectionId)
      ended()
    } catch (error) {
      // It has ended by itself meanwhile, which is what was asked for.
      if (isApiError(error, 'not_found')) ended()
      else setShown((before) => (before === null ? null : { ...before, error }))
    }
  }

  return {
    shown,
    open: () => void show(offer),
    renew: () => void show(create),
    withdraw: () => void withdraw(),
    close: () => setShown(null),
    isOpening: offer.isPending,
    isRenewing: create.isPending,
    isWithdrawing: withdrawal.isPending,
  }
}

export type SignInLinkOffer = ReturnType<typeof useSignInLink>
