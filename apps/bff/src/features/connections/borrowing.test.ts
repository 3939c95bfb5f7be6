import { createConnection, deleteConnection, updateConnection } from '@patchbay/contracts/connections'
import type { Connection } from '@patchbay/contracts/connection'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { newName } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const bodyOf = (lender: string | null, application = 'acumatica') => ({
  name: newName(),
  application,
  authType: 'oauth2',
  settings: { instanceUri: 'https://example.acumatica.com' },
  advanced: { borrowConcurrencyFrom: lender },
})

const create = (lender: string | null = null, application?: string): Promise<Connection> =>
  api.ok(createConnection, { body: bodyOf(lender, application) })

const borrow = ({ id, version }: Connection, lender: string | null) =>
  api.refused(updateConnection, {
    params: { id },
    body: { version, advanced: { borrowConcurrencyFrom: lender } },
  })

function expectFault({ problem }: Awaited<ReturnType<typeof borrow>>, message: string) {
  expect(problem).toMatchObject({
    status: 422,
    errors: [{ path: 'advanced.borrowConcurrencyFrom', message }],
  })
}

describe('borrowing concurrency', () => {
  it('from another connection of the same application is taken, and ended again', async () => {
    const lender = await create()
    const borrower = await create(lender.id)
    expect(borrower.advanced).toEqual({ concurrencyLevel: 5, borrowConcurrencyFrom: lender.id })
    const body = { version: borrower.version, advanced: { borrowConcurrencyFrom: null } }
    const ended = await api.ok(updateConnection, { params: { id: borrower.id }, body })
    expect(ended.advanced.borrowConcurrencyFrom).toBeNull()
  })

  it('from itself is refused', async () => {
    const connection = await create()
    expectFault(
      await borrow(connection, connection.id),
      'A connection cannot borrow from itself. Choose another one.',
    )
  })

  it('from one that does not exist is refused', async () => {
    expectFault(
      await borrow(await create(), 'conn_nope'),
      'The connection to borrow from does not exist. Choose another one.',
    )
  })

  it('from another application is refused', async () => {
    const lender = await create(null, 'lexbizz')
    expectFault(
      await borrow(await create(), lender.id),
      `${lender.name} belongs to another application. Choose one of the same.`,
    )
  })

  it('from one that borrows itself is refused', async () => {
    const middle = await create((await create()).id)
    expectFault(
      await borrow(await create(), middle.id),
      `${middle.name} borrows itself. Choose the connection that it borrows from.`,
    )
  })

  it('by one that others borrow from is refused', async () => {
    const lender = await create()
    const borrower = await create(lender.id)
    expectFault(
      await borrow(lender, (await create()).id),
      `${borrower.name} borrows from this connection, so this one cannot borrow too.`,
    )
  })

  it('of two from each other at once makes no loop', async () => {
    const pair = [await create(), await create()]
    const answers = await Promise.all(
      pair.map(({ id, version }, index) =>
        api.call(updateConnection, {
          params: { id },
          body: { version, advanced: { borrowConcurrencyFrom: pair[1 - index]?.id } },
        }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(1)
  })

  it('keeps the lender from being deleted, and names who borrows', async () => {
    const lender = await create()
    const borrowers = [await create(lender.id), await create(lender.id)]
    const params = { id: lender.id }
    const { status, code, problem } = await api.refused(deleteConnection, { params })
    expect({ status, code }).toEqual({ status: 409, code: 'in_use' })
    for (const { id, name } of borrowers) {
      expect(problem.detail).toContain(name)
      expect(problem.errors).toContainEqual({ path: `connections.${id}`, message: name })
    }
    for (const { id } of borrowers) await api.ok(deleteConnection, { params: { id } })
    await api.ok(deleteConnection, { params })
  })
})
