import { addPasskey, listPasskeys, removePasskey, startPasskey } from '@patchbay/contracts/passkeys'
import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../api/call.ts'

interface NewPasskey {
  readonly name: string
  readonly password: string
}

interface Removal {
  readonly id: string
  /** Empty: there is none. */
  readonly password: string
}

/** Asks the server, then the browser, then tells the server what the browser made. */
async function makePasskey({ name, password }: NewPasskey) {
  const optionsJSON = await call(startPasskey, { body: { password } })
  const { startRegistration } = await import('@simplewebauthn/browser')
  const answer = await startRegistration({ optionsJSON: optionsJSON as never })
  return call(addPasskey, { body: { name, answer } })
}

export const passkeysQuery = () =>
  queryOptions({ queryKey: ['passkeys'], queryFn: ({ signal }) => call(listPasskeys, { signal }) })

export const passkeyMutations = {
  add: () =>
    mutationOptions({
      mutationFn: makePasskey,
      // It was given a password.
      gcTime: 0,
      onSuccess: (_passkey, _input, _result, { client }) => client.invalidateQueries(passkeysQuery()),
    }),
  remove: () =>
    mutationOptions({
      mutationFn: ({ id, password }: Removal) =>
        call(removePasskey, { params: { id }, body: password === '' ? {} : { password } }),
      // It was given a password.
      gcTime: 0,
      onSettled: (_reply, _error, _input, _result, { client }) => client.invalidateQueries(passkeysQuery()),
    }),
}
