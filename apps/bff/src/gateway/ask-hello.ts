import { agentHelloTarget, agentSoftware } from '@patchbay/contracts/agent-program'
import { type AgentHello, agentHelloSchema } from '@patchbay/contracts/agents'
import type { AgentLink } from './agent-link.ts'
import { dial } from './dial.ts'

const mostBytes = 512 * 1024
const withinMs = 10_000

/** What our own agent says of itself; null: it is another program, or says nothing that can be read. */
export async function askHello(link: AgentLink): Promise<AgentHello | null> {
  if (!link.software.startsWith(agentSoftware)) return null
  const stream = await dial(await link.open(), agentHelloTarget)
  const late = setTimeout(() => stream.destroy(), withinMs)
  try {
    const pieces: Buffer[] = []
    let bytes = 0
    for await (const piece of stream as AsyncIterable<Buffer>) {
      bytes += piece.length
      if (bytes > mostBytes) return null
      pieces.push(piece)
    }
    const said: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'))
    return agentHelloSchema.safeParse(said).data ?? null
  } finally {
    clearTimeout(late)
    stream.destroy()
  }
}
