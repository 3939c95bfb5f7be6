import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { sessionMutations } from '../features/session/queries.ts'
import { Button } from '../ui/button.tsx'
import { SignOutIcon } from '../ui/icons.tsx'

export function SignOutButton() {
  const client = useQueryClient()
  const router = useRouter()
  const signOut = useMutation({
    ...sessionMutations.signOut(),
    async onSuccess() {
      await router.navigate({ to: '/sign-in' })
      client.clear()
    },
  })
  return (
    <Button variant="quiet" icon={<SignOutIcon />} busy={signOut.isPending} onClick={() => signOut.mutate()}>
      {signOut.isError ? 'Try again' : 'Sign out'}
    </Button>
  )
}
