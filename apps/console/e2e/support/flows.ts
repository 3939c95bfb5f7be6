import type { Connection } from '@patchbay/contracts/connection'
import type { ChangedStep, Flow, StepKind } from '@patchbay/contracts/flows'
import type { Integration } from '@patchbay/contracts/integrations'
import { expect, type Locator, type Page } from '@playwright/test'
import { type Api, uniqueName } from './fixtures.ts'

/** An integration with one flow, made by the API where the way there is not what is looked at. */
export async function newFlow(api: Api, name = uniqueName('Orders')): Promise<Flow> {
  const integration = await api.call<Integration>('POST', '/api/integrations', {
    name: uniqueName('Web shop'),
  })
  return api.call('POST', `/api/integrations/${integration.id}/flows`, { name })
}

export const readFlow = (api: Api, { id }: Pick<Flow, 'id'>): Promise<Flow> =>
  api.call('GET', `/api/flows/${id}`)

export function register(
  api: Api,
  { integrationId }: Flow,
  { id }: Pick<Connection, 'id'>,
): Promise<unknown> {
  return api.call('PUT', `/api/integrations/${integrationId}/connections/${id}`)
}

/** Registers the connection, and lets a new step use it. */
export async function addStep(
  api: Api,
  flow: Flow,
  { kind, connection }: { kind: StepKind; connection?: Pick<Connection, 'id'> },
): Promise<ChangedStep> {
  if (connection !== undefined) await register(api, flow, connection)
  return api.call('POST', `/api/flows/${flow.id}/steps`, { kind, connectionId: connection?.id ?? null })
}

/** Registers the connection, and lets the source use it. */
export async function setSource(api: Api, flow: Flow, connection: Pick<Connection, 'id'>): Promise<void> {
  await register(api, flow, connection)
  const [source] = flow.steps
  await api.call('PATCH', `/api/flows/${flow.id}/steps/${source?.id}`, { connectionId: connection.id })
}

/** The page of the flow's integration, once the flow is drawn. */
export async function openFlow(page: Page, { integrationId, name }: Flow): Promise<Locator> {
  await page.goto(`/integrations/${integrationId}`)
  const section = page.getByRole('region', { name })
  await expect(section.getByRole('heading', { name })).toBeVisible()
  return section
}

/** The cards, in the order in which they are shown. */
export const cardsOf = (section: Locator): Locator =>
  section.getByRole('list', { name: /^Steps of/ }).getByRole('listitem')
