import type { Flow, Patchbay } from '@patchbay/client'

function connectionOf({ name, steps }: Flow, kind: 'source' | 'destination'): string {
  const connectionId = steps.find((step) => step.kind === kind)?.connectionId
  if (!connectionId) throw new TypeError(`The ${kind} of ${name} has no connection yet.`)
  return connectionId
}

async function requireOk(response: Response): Promise<Response> {
  if (response.ok) return response
  throw new TypeError(`${response.status}: ${await response.text()}`)
}

/** Copies ten customers from the source of a flow (lexbizz) to its destination (Acumatica). */
export async function copyCustomers(patchbay: Patchbay, flowId: string): Promise<number> {
  const flow = await patchbay.flow(flowId)
  const source = connectionOf(flow, 'source')
  const destination = connectionOf(flow, 'destination')
  const page = await requireOk(await patchbay.fetch(source, '/Customer?$top=10'))
  const customers = (await page.json()) as { CustomerID: object; CustomerName: object; Email: object }[]
  for (const { CustomerID, CustomerName, Email } of customers) {
    const answer = await patchbay.fetch(destination, '/Customer', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ CustomerID, CustomerName, Email }),
    })
    await requireOk(answer)
  }
  return customers.length
}
