import type { Gateway } from '@patchbay/contracts/agents'
import { useState } from 'react'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { programCommand, sshCommand, targetPlaceholder } from './agent-commands.ts'
import { readTarget, usualTarget } from './target.ts'

interface CommandsProps {
  agentId: string
  gateway: Gateway
  server: string | undefined
}

/** What starts the agent, ready to paste. */
export function Commands({ agentId, gateway, server }: CommandsProps) {
  const [text, setText] = useState(readTarget(server ?? '') ?? usualTarget)
  const target = readTarget(text)
  const link = { agentId, gateway, target: target ?? targetPlaceholder }
  const ofProgram = programCommand(link)
  return (
    <>
      <TextField
        label="Server it may reach"
        hint="Host and port, as the machine knows them that the agent runs on. It lets nothing else through."
        mono
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={target === null ? 'Write host and port, such as acumatica.local:443.' : undefined}
      />
      <CopyBlock
        label="Command with OpenSSH"
        value={sshCommand(link)}
        hint="OpenSSH 8.5 or later, which Linux, macOS and Windows bring along. At the first connection it shows the host key fingerprint: say yes if it is the one below."
      />
      {ofProgram !== null && (
        <CopyBlock
          label="Command with the Patchbay agent"
          value={ofProgram}
          hint="Needs Node.js 20.19 or later. It connects again by itself and checks the host key. For a server with a certificate of your own authority add --ca authority.pem."
        />
      )}
      {gateway.hostKeyFingerprint !== null && (
        <CopyField label="Host key fingerprint" value={gateway.hostKeyFingerprint} />
      )}
    </>
  )
}
