// What the gateway and our own agent have agreed on. Without zod, which the agent would carry to every machine.

/**
 * How our own agent names itself in its SSH identification string; its version follows. OpenSSH names itself
 * `OpenSSH_…` (RFC 4253 section 4.2).
 */
export const agentSoftware = 'patchbay-agent_'

/**
 * Our own agent tells about itself to whoever asks it to connect there: no target can have this name (RFC 2606 section
 * 2). It answers one JSON text, `agentHelloSchema`, and ends the connection.
 */
export const agentHelloTarget = { host: 'agent.patchbay.invalid', port: 1 } as const
