import { lazy } from 'react'
import { ConnectionPage } from '../features/connections/connection-page.tsx'
import { IClientName } from '../features/iclients/iclient-name.tsx'
import { SignInLinkButton } from '../features/sign-in-links/sign-in-link-button.tsx'
import { CallExamples } from '../features/traffic/call-examples.tsx'
import { TokenLife } from '../features/traffic/token-life.tsx'
import { TrafficSection } from '../features/traffic/traffic-section.tsx'

const Activity = lazy(async () => ({
  default: (await import('../features/activity/connection-tab.tsx')).ConnectionTab,
}))

const parts = { IClientName, SignInLinkButton, Traffic: TrafficSection, TokenLife, CallExamples, Activity }

export function ConnectionRoute() {
  return <ConnectionPage {...parts} />
}
