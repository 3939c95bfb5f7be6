import { useWatch } from 'react-hook-form'
import type { Connecting } from './counting-parts.ts'
import type { ConnectionFormValues } from './form-values.ts'

/** What is typed of all that decides which other parts of the form count. */
export function useConnecting(): Connecting {
  const [authType, settings] = useWatch<ConnectionFormValues, ['authType', 'settings']>({
    name: ['authType', 'settings'],
  })
  return { authType, settings }
}
