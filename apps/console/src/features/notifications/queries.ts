import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import { getNotifications, testNotifications, updateNotifications } from '@patchbay/contracts/notifications'
import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../api/call.ts'

export const notificationQueries = {
  settings: () =>
    queryOptions({
      queryKey: ['notifications'],
      queryFn: ({ signal }) => call(getNotifications, { signal }),
    }),
}

export const notificationMutations = {
  save: () =>
    mutationOptions({
      mutationFn: (body: BodyInputOf<typeof updateNotifications>) => call(updateNotifications, { body }),
      onSuccess: (saved, _body, _result, { client }) =>
        client.setQueryData(notificationQueries.settings().queryKey, saved),
    }),
  test: () => mutationOptions({ mutationFn: () => call(testNotifications, {}) }),
}
