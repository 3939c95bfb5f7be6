import { ConnectionPage } from '../features/connections/connection-page.tsx'
import { IClientName } from '../features/iclients/iclient-name.tsx'
import { SignInLinkButton } from '../features/sign-in-links/sign-in-link-button.tsx'

export function ConnectionRoute() {
  return <ConnectionPage IClientName={IClientName} SignInLinkButton={SignInLinkButton} />
}
