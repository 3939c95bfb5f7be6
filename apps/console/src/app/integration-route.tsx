import { lazy } from 'react'
import { FlowPartsContext } from '../features/integrations/flow-parts.ts'
import { IntegrationPage } from '../features/integrations/integration-page.tsx'

const AuthorizeAgain = lazy(async () => ({
  default: (await import('../features/connections/authorize-again.tsx')).AuthorizeAgain,
}))

const parts = { AuthorizeAgain }

export function IntegrationRoute() {
  return (
    <FlowPartsContext value={parts}>
      <IntegrationPage />
    </FlowPartsContext>
  )
}
