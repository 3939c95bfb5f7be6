import { IntegrationPage } from '../features/integrations/integration-page.tsx'

export function IntegrationRoute() {
  return <IntegrationPage />
}
