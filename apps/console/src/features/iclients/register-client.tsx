import type { IClient, registerIClient } from '@patchbay/contracts/iclients'
import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import { useMutation } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { isApiError } from '../../api/api-error.ts'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { iClientMutations } from './queries.ts'

const maxCount = 9

interface RegisterClientProps {
  client: BodyInputOf<typeof registerIClient>
  onRegistered: (id: string) => void
}

function faultOf(error: unknown): string {
  const [fault] = isApiError(error) ? error.fieldErrors : []
  return fault?.message ?? errorText(error).detail
}

/** Has the server itself make a client for Patchbay (RFC 7591), which is selected at once. */
export function RegisterClient({ client, onRegistered }: RegisterClientProps) {
  const register = useMutation(iClientMutations.register())
  const { error } = register

  /** What has the name already may be a client for something else: it stays, and this one is numbered. */
  async function registered(count = 1): Promise<IClient> {
    const name = count === 1 ? client.name : `${client.name} ${count}`
    try {
      return await register.mutateAsync({ ...client, name })
    } catch (taken) {
      if (count === maxCount || !isApiError(taken, 'name_taken')) throw taken
      return registered(count + 1)
    }
  }

  async function run() {
    const { id, name } = await registered()
    onRegistered(id)
    announce(`${name} is registered and selected.`)
  }

  return (
    <>
      <div>
        <Button busy={register.isPending} onClick={() => void run().catch(() => undefined)}>
          Register a client here
        </Button>
      </div>
      {error !== null && (
        <Notice tone="bad" role="alert" title={errorText(error).title}>
          {faultOf(error)}
        </Notice>
      )}
    </>
  )
}
