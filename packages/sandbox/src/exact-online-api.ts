import { Router, type RequestHandler, type Response } from 'express'
import { liveTokenOf, requireToken } from './bearer.ts'
import type { ApiContext } from './stand-in.ts'

const division = 1234567

const me = {
  UserID: '6f1c9a52-2f0e-4c55-8d0d-6a1a0f0e7b11',
  UserName: 'admin',
  FullName: 'Sandbox Admin',
  Email: 'admin@sandbox.example',
  CurrentDivision: division,
  DivisionCustomerName: 'Sandbox BV',
}

const accounts = [
  { ID: '0b7d3c0e-6a53-4f7e-9b57-2f5b1d0e9a01', Code: '1', Name: 'Van Dijk Tuinen', City: 'Utrecht' },
  { ID: '0b7d3c0e-6a53-4f7e-9b57-2f5b1d0e9a02', Code: '2', Name: 'Bakkerij De Molen', City: 'Gouda' },
  { ID: '0b7d3c0e-6a53-4f7e-9b57-2f5b1d0e9a03', Code: '3', Name: 'Jansen Fietsen', City: 'Zwolle' },
]

/** Exact's REST API in OData's clothes. What the app has no right to is refused, whoever signed in. */
export function createExactOnlineApi(context: ApiContext): Router {
  const router = Router()
  router.use('/api/v1', requireToken(context), (_req, res, next) => {
    res.set({ 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4999' })
    res.set({ 'x-ratelimit-minutely-limit': '60', 'x-ratelimit-minutely-remaining': '59' })
    res.set({ 'x-ratelimit-minutely-reset': String(Date.now() + 60_000) })
    if (/no rights/i.test(liveTokenOf(res).clientName)) return refuse(res)
    next()
  })
  router.get('/api/v1/current/Me', jsonOnly, (req, res) => answer(res, [me], req.query['$select']))
  router.get(`/api/v1/${division}/crm/Accounts`, jsonOnly, (req, res) =>
    answer(res, accounts, req.query['$select']),
  )
  // The rest is outside of the rights of every app here: bulk, financial, logistics and so on.
  router.use('/api/v1', (_req, res) => refuse(res))
  return router
}

/** Without this header Exact answers Atom XML, which nobody wants. */
const jsonOnly: RequestHandler = (req, res, next) => {
  if (req.get('accept')?.includes('json')) return next()
  res
    .type('application/atom+xml')
    .send('<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" />')
}

function answer(res: Response, records: readonly Record<string, unknown>[], select: unknown): void {
  const names = typeof select === 'string' ? select.split(',').map((name) => name.trim()) : undefined
  const results = records.map((record) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => names?.includes(name) ?? true)),
  )
  res.json({ d: { results } })
}

/** picqer/exact-php-client #453, #509, #659. */
function refuse(res: Response): void {
  const value = 'Forbidden - Application Scope Violated'
  res.status(403).json({ error: { code: '', message: { lang: '', value } } })
}
