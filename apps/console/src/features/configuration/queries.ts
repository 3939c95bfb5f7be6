import { exportConfiguration, importConfiguration } from '@patchbay/contracts/configuration'
import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import { mutationOptions } from '@tanstack/react-query'
import { call } from '../../api/call.ts'

export const configurationMutations = {
  export: () => mutationOptions({ mutationFn: () => call(exportConfiguration, {}) }),
  import: () =>
    mutationOptions({
      mutationFn: (body: BodyInputOf<typeof importConfiguration>) => call(importConfiguration, { body }),
      // Connections, iClients, and whatever counts them.
      onSuccess: ({ dryRun }, _body, _result, { client }) =>
        dryRun ? undefined : client.invalidateQueries(),
    }),
}
