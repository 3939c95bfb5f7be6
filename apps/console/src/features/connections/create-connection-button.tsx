import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useMay } from '../../api/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { PlusIcon } from '../../ui/icons.tsx'

const route = getRouteApi('/signed-in/connections')

export function CreateConnectionButton() {
  const may = useMay('manage')
  const router = useRouter()
  const navigate = route.useNavigate()
  // The pane's code is on its way before the click.
  const preload = () => void router.preloadRoute({ to: '/connections/new' })
  if (!may) return null
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
