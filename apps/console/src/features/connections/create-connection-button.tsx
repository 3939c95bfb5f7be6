import { getRouteApi, useRouter } from '@tanstack/react-router'
import { Button } from '../../ui/button.tsx'
import { PlusIcon } from '../../ui/icons.tsx'

const route = getRouteApi('/signed-in/connections')

export function CreateConnectionButton() {
  const router = useRouter()
  const navigate = route.useNavigate()
  // The pane's code is on its way before the click.
  const preload = () => void router.preloadRoute({ to: '/connections/new' })
  return (
    <Button
      variant="primary"
      icon={<PlusIcon />}
      onPointerEnter={preload}
      onFocus={preload}
      onClick={() =>
        void navigate({
          to: '/connections/new',
          search: (list) => list,
          state: { paneDepth: 1 },
          resetScroll: false,
        })
      }
    >
      Create connection
    </Button>
  )
}
