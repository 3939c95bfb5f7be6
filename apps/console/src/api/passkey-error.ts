import { errorText } from './error-text.ts'

interface Words {
  readonly title: string
  readonly detail: string
}

/** By the names that WebAuthn gives its errors. */
const words: Record<string, Words> = {
  NotAllowedError: {
    title: 'No passkey was used',
    detail: 'It was called off, or took too long. Try again.',
  },
  InvalidStateError: {
    title: 'This device has a passkey of yours already',
    detail: 'Use that one, or another device.',
  },
  SecurityError: {
    title: 'Passkeys do not work at this address',
    detail: 'They need https and a host name. Open Patchbay by its public URL.',
  },
  NotSupportedError: {
    title: 'This device cannot keep such a passkey',
    detail: 'It must be able to look at who uses it, by a PIN or a fingerprint. Try another one.',
  },
}

const alike: Record<string, string> = { AbortError: 'NotAllowedError', ConstraintError: 'NotSupportedError' }

/** What to say of an error of the browser's own, or of the server. */
export function passkeyErrorText(error: unknown): Words {
  const name = error instanceof Error ? error.name : ''
  return words[alike[name] ?? name] ?? errorText(error)
}

export function knowsPasskeys(): boolean {
  return 'PublicKeyCredential' in window
}
