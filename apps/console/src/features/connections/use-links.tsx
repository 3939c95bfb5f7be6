import type { StepPlace } from '@patchbay/contracts/integrations'
import { Link } from '@tanstack/react-router'
import { useMay } from '../../api/use-may.ts'
import styles from './used-by.module.css'
import { placeText } from './uses-text.ts'

interface Named {
  readonly id: string
  readonly name: string
}

export function IntegrationLink({ use: { id, name } }: { use: Named }) {
  return (
    <Link to="/integrations/$integrationId" params={{ integrationId: id }} dir="auto">
      {name}
    </Link>
  )
}

export function StepLink({ use }: { use: StepPlace }) {
  const { integrationId, integrationName, flowName, stepId } = use
  return (
    <>
      <Link to="/integrations/$integrationId" params={{ integrationId }} hash={stepId} dir="auto">
        {flowName}, {placeText(use)}
      </Link>
      <span className={styles['where']} dir="auto">
        {integrationName}
      </span>
    </>
  )
}

export function ApiKeyLink({ use: { name } }: { use: Named }) {
  const may = useMay('manage')
  if (!may) return <span dir="auto">{name}</span>
  return (
    <Link to="/api-keys" search={{ q: name }} dir="auto">
      {name}
    </Link>
  )
}

export function BorrowerLink({ use: { id, name } }: { use: Named }) {
  return (
    <Link to="/connections/$connectionId" params={{ connectionId: id }} dir="auto">
      {name}
    </Link>
  )
}
