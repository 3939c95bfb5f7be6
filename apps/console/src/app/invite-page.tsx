import { InvitationPage } from '../features/invitations/invitation-page.tsx'
import { Entrance } from '../features/session/entrance.tsx'

export function InvitePage() {
  return <InvitationPage Entrance={Entrance} />
}
