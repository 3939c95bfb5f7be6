import express from 'express'
import { serve } from './serve.ts'

const app = express()
app.get('/', (_request, response) => void response.json({ ok: true }))
serve(app)
