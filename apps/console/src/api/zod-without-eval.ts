import * as z from 'zod'

// zod compiles object schemas with `new Function`, which the server's policy forbids and the browser would report. The
// switch is read when a schema is made, so the entry imports this file before all others.
z.config({ jitless: true })
