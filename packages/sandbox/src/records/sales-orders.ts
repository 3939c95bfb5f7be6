import { dateTime, decimal, text, type EntityType } from '../entity.ts'
import { customers } from './customers.ts'
import { stockItems } from './stock-items.ts'

const statuses = ['Completed', 'Completed', 'Open', 'Shipping', 'On Hold', 'Back Order']
const firstDay = Date.UTC(2025, 0, 6)
const dayMs = 24 * 3600_000

export const salesOrders = {
  name: 'SalesOrder',
  keys: ['OrderType', 'OrderNbr'],
  fields: {
    OrderType: text,
    OrderNbr: text,
    CustomerID: text,
    Description: text,
    Date: dateTime,
    RequestedOn: dateTime,
    Status: text,
    CurrencyID: text,
    OrderedQty: decimal,
    OrderTotal: decimal,
  },
  records: Array.from({ length: 36 }, (_, at) => salesOrder(at)),
} satisfies EntityType

/** Steps of 11 and 5 run through all customers and items, without chance: the same orders every time. */
function salesOrder(at: number) {
  const customer = pick(customers.records, at * 11)
  const item = pick(stockItems.records, at * 5)
  const quantity = 1 + ((at * 7) % 24)
  const day = firstDay + at * 3 * dayMs
  return {
    OrderType: 'SO',
    OrderNbr: String(5401 + at).padStart(6, '0'),
    CustomerID: customer.CustomerID,
    Description: `${quantity} × ${item.Description}`,
    Date: new Date(day).toISOString(),
    RequestedOn: new Date(day + 7 * dayMs).toISOString(),
    Status: pick(statuses, at),
    CurrencyID: customer.CurrencyID,
    OrderedQty: quantity,
    OrderTotal: Math.round(quantity * item.DefaultPrice * 100) / 100,
  }
}

function pick<Item>(from: readonly [Item, ...Item[]] | readonly Item[], at: number): Item {
  return from[at % from.length] as Item
}
