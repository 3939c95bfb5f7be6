import type { Deps } from '../../deps.ts'
import { invalidValue } from '../../http/http-problem.ts'
import type { ConnectionRecord } from '../../records/connection.ts'

const path = 'advanced.borrowConcurrencyFrom'

/**
 * A lender must be another connection of the same application that does not borrow itself; who lends may not borrow.
 * So a pool has one owner, and there are no chains and no loops.
 *
 * @throws HttpProblem `invalid_value`
 */
export async function checkLender(
  { records }: Pick<Deps, 'records'>,
  borrower: { readonly id: string | null; readonly application: string },
  lenderId: string | null,
): Promise<void> {
  if (lenderId === null) return
  if (lenderId === borrower.id)
    throw invalidValue(path, 'A connection cannot borrow from itself. Choose another one.')
  const lender = await records.connections.get(lenderId)
  if (lender === null)
    throw invalidValue(path, 'The connection to borrow from does not exist. Choose another one.')
  if (lender.application !== borrower.application) {
    throw invalidValue(path, `${lender.name} belongs to another application. Choose one of the same.`)
  }
  if (lender.advanced.borrowConcurrencyFrom !== null) {
    throw invalidValue(path, `${lender.name} borrows itself. Choose the connection that it borrows from.`)
  }
  if (borrower.id === null) return
  const [first] = (await borrowersOf({ records }, borrower.id)).items
  if (first !== undefined) {
    throw invalidValue(path, `${first.name} borrows from this connection, so this one cannot borrow too.`)
  }
}

function borrowersOf(
  { records }: Pick<Deps, 'records'>,
  lenderId: string,
): Promise<{ items: ConnectionRecord[]; total: number }> {
  return records.connections.list({
    where: { 'advanced.borrowConcurrencyFrom': lenderId },
    sort: { by: 'name', direction: 'asc' },
    limit: 1,
  })
}
