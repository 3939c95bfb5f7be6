import { json, Router } from 'express'
import { liveTokenOf, requireToken } from './bearer.ts'
import type { ApiContext } from './stand-in.ts'

const mostNotes = 1000

/** Something to reach with a token: who it is for, and notes. */
export function createNotesApi(context: ApiContext): Router {
  const notes = [{ id: 1, text: 'Everything works' }]
  const router = Router()
  router.get('/api/whoami', requireToken(context), (_req, res) => {
    const { clientId, clientName, accountId = null, scopes, jkt } = liveTokenOf(res)
    res.json({
      clientId,
      clientName,
      user: accountId,
      scopes: [...scopes],
      senderConstrained: jkt !== undefined,
    })
  })
  router.get('/api/notes', requireToken(context, { anyOf: ['notes:read'] }), (_req, res) => {
    res.json({ items: notes })
  })
  router.post(
    '/api/notes',
    requireToken(context, { anyOf: ['notes:write'] }),
    json({ limit: '8kb' }),
    (req, res) => {
      const { text } = (req.body ?? {}) as { text?: unknown }
      if (typeof text !== 'string' || notes.length >= mostNotes) {
        return void res.status(422).json({ message: 'A note is written { "text": "…" }.' })
      }
      const note = { id: notes.length + 1, text }
      notes.push(note)
      res.status(201).json(note)
    },
  )
  return router
}
