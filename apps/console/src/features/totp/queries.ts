import { confirmTotp, getTotp, removeTotp, startTotp } from '@patchbay/contracts/totp'
import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../api/call.ts'

export const totpQuery = () =>
  queryOptions({ queryKey: ['totp'], queryFn: ({ signal }) => call(getTotp, { signal }) })

export const totpMutations = {
  start: () =>
    mutationOptions({
      mutationFn: (password: string) => call(startTotp, { body: { password } }),
      // The answer holds the secret, which no cache may keep.
      gcTime: 0,
    }),
  confirm: () =>
    mutationOptions({
      mutationFn: (code: string) => call(confirmTotp, { body: { code } }),
      onSuccess: (totp, _code, _result, { client }) => client.setQueryData(totpQuery().queryKey, totp),
    }),
  remove: () =>
    mutationOptions({
      mutationFn: (password: string) => call(removeTotp, { body: password === '' ? {} : { password } }),
      // It was given a password.
      gcTime: 0,
      // Also after a refusal: another tab may have removed it.
      onSettled: (_reply, _error, _input, _result, { client }) => client.invalidateQueries(totpQuery()),
    }),
}
