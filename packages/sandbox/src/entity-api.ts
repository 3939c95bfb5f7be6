import { json, Router, type Request } from 'express'
import { requireToken } from './bearer.ts'
import { CookieSessions, hasSessionCookie } from './cookie-sessions.ts'
import { describeEndpoint, describeInstance, hasEndpoint } from './entity-endpoints.ts'
import type { FieldValue } from './entity.ts'
import { EntityTable } from './entity-table.ts'
import { customers } from './records/customers.ts'
import { salesOrders } from './records/sales-orders.ts'
import { stockItems } from './records/stock-items.ts'
import type { ApiContext } from './stand-in.ts'

const entities = [customers, stockItems, salesOrders]

/** Acumatica's contract-based REST API, as much of it as a test call and a first program need. */
export function createEntityApi(context: ApiContext): Router {
  const tables = new Map(entities.map((type) => [type.name.toLowerCase(), new EntityTable(type)]))
  const sessions = new CookieSessions()
  context.onEndAll(() => sessions.end())
  const router = Router()
  router.get('/entity', (req, res) => void res.json(describeInstance(req.baseUrl)))
  router.use('/entity/auth', sessions.routes())
  const bearer = requireToken(context, { anyOf: ['api'] })
  router.use('/entity', (req, res, next) => {
    if (req.get('authorization') !== undefined || !hasSessionCookie(req)) return bearer(req, res, next)
    if (sessions.isSignedIn(req)) return next()
    return void res.status(401).json({ message: 'The session is over. Sign in again.' })
  })

  router.use('/entity/:name/:version', (req, res, next) => {
    const { name, version } = req.params
    if (hasEndpoint(name, version)) return next()
    res.status(404).json({ message: `There is no endpoint ${name} of version ${version}.` })
  })

  router.get('/entity/:name/:version/swagger.json', (req, res) => {
    const url = `${req.protocol}://${req.host}${req.originalUrl.replace(/\/swagger\.json.*$/, '')}`
    res.json(describeEndpoint(entities, url))
  })

  router
    .route('/entity/:name/:version/:entity')
    .get((req, res, next) => {
      const table = tables.get(req.params.entity.toLowerCase())
      if (!table) return next()
      const page = pageOf(req)
      if (!page) return void res.status(400).json({ message: '$top and $skip must be whole numbers.' })
      res.json(table.list(page))
    })
    .put(json({ limit: '256kb' }), (req, res, next) => {
      const table = tables.get(req.params.entity.toLowerCase())
      if (!table) return next()
      const change = fieldsOf(req.body)
      if (!change)
        return void res.status(422).json({ message: 'Fields are written { "Name": { "value": … } }.' })
      const done = table.put(change)
      if (!done) return void res.status(422).json({ message: 'The fields that name the record are missing.' })
      res.status(done.created ? 201 : 200).json(done.record)
    })

  router.get('/entity/:name/:version/:entity/*keys', (req, res, next) => {
    const record = tables.get(req.params.entity.toLowerCase())?.find(req.params.keys)
    if (record === undefined) return next()
    res.json(record)
  })

  router.use('/entity', (req, res) => {
    res.status(404).json({ message: `There is nothing at ${req.path} for ${req.method}.` })
  })
  return router
}

function pageOf({ query }: Request): { top: number; skip: number } | undefined {
  const top = query['$top'] ?? '1000'
  const skip = query['$skip'] ?? '0'
  const whole = [top, skip].every((value) => typeof value === 'string' && /^\d{1,6}$/.test(value))
  return whole ? { top: Number(top), skip: Number(skip) } : undefined
}

function fieldsOf(body: unknown): Record<string, FieldValue> | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined
  const fields = Object.entries(body).filter(
    ([name]) => !['id', 'rowNumber', 'note', 'custom'].includes(name),
  )
  const values = fields.map(([name, field]) => [name, (field as { value?: unknown } | null)?.value])
  const good = values.every(
    ([, value]) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
  )
  return good ? (Object.fromEntries(values) as Record<string, FieldValue>) : undefined
}
