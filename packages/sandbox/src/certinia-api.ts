import { Router, type Response } from 'express'
import { user } from './account.ts'
import { requireToken, type Refusal } from './bearer.ts'
import type { ApiContext } from './stand-in.ts'

export const organizationId = '00D000000000001EAA'
export const userId = '005000000000001AAA'

const versions = ['60.0', '61.0', '62.0']

const accounts = [
  { Id: '001000000000001AAA', Name: 'Northwind Services' },
  { Id: '001000000000002AAA', Name: 'Harbour Consulting' },
]

/** At the org's own host, which the token answer names: as much of Salesforce's REST API as a first program needs. */
export function createSalesforceApi(context: ApiContext): Router {
  const identified = requireToken(context, { anyOf: ['id', 'openid', 'profile', 'email', 'full'], refuse })
  const router = Router()
  router.get('/services/oauth2/userinfo', identified, (_req, res) => {
    res.json({
      sub: `${context.address}/id/${organizationId}/${userId}`,
      user_id: userId,
      organization_id: organizationId,
      preferred_username: user.email,
      name: 'Sandbox Admin',
      email: user.email,
    })
  })
  router.get('/services/data', (_req, res) => {
    res.json(versions.map((version) => ({ label: version, url: `/services/data/v${version}`, version })))
  })
  router.use('/services/data/:version', requireToken(context, { anyOf: ['api', 'full'], refuse }))
  router.get('/services/data/:version/limits', (_req, res) => {
    res.json({ DailyApiRequests: { Max: 15_000, Remaining: 14_998 } })
  })
  router.get('/services/data/:version/query', (req, res) => {
    const attributes = { type: 'Account', url: `/services/data/${req.params.version}/sobjects/Account` }
    const records = accounts.map((each) => ({ attributes, ...each }))
    res.json({ totalSize: records.length, done: true, records })
  })
  router.use('/services', (_req, res) => {
    res.status(404).json([{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }])
  })
  return router
}

function refuse(res: Response, { status, message }: Refusal): void {
  const fault =
    status === 401
      ? { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }
      : { message, errorCode: 'INSUFFICIENT_ACCESS' }
  res.json([fault])
}
