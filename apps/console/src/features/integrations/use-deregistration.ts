import type { RegisteredConnection } from '@patchbay/contracts/integrations'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { integrationMutations } from './queries.ts'

interface Refused {
  readonly connection: RegisteredConnection
  readonly error: Error
}

/** Deregisters at the click: it changes no step, and what was deregistered can be registered again. */
export function useDeregistration(integrationId: string) {
  const { mutate, isPending, variables } = useMutation(integrationMutations.deregister())
  const [refused, setRefused] = useState<Refused | null>(null)

  function deregister(connection: RegisteredConnection) {
    mutate(
      { id: integrationId, connectionId: connection.id },
      {
        onSuccess: () => {
          announce(`${connection.name} is deregistered.`)
          // The row that had the focus goes.
          document.querySelector<HTMLElement>('h1')?.focus()
        },
        onError: (error) => setRefused({ connection, error }),
      },
    )
  }

  return {
    deregister,
    busyId: isPending ? variables.connectionId : null,
    refused,
    dismiss: () => setRefused(null),
  }
}
