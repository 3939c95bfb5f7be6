import type { Gateway } from '@patchbay/contracts/agents'
import { expect, it } from 'vitest'
import { programCommand, sshCommand } from './agent-commands.ts'

const gateway: Gateway = {
  state: 'listening',
  host: 'patchbay.example.com',
  port: 4622,
  hostKeyFingerprint: 'SHA256:abc+/',
  programUrl: 'https://patchbay.example.com/downloads/patchbay-agent.tgz',
}
const link = { agentId: 'agt_1', gateway, target: 'acumatica.local:443' }

it('gives both commands as a shell takes them', () => {
  expect(sshCommand(link)).toBe(
    'ssh -N -R 0 -p 4622 -o ExitOnForwardFailure=yes -o ServerAliveInterval=5 -o ServerAliveCountMax=2 ' +
      '-o PermitRemoteOpen=acumatica.local:443 agt_1@patchbay.example.com',
  )
  expect(programCommand(link)).toBe(
    'npx --yes https://patchbay.example.com/downloads/patchbay-agent.tgz --gateway patchbay.example.com:4622 ' +
      '--agent agt_1 --fingerprint SHA256:abc+/ --allow acumatica.local:443',
  )
})

it('quotes what a shell would read as a pattern', () => {
  expect(sshCommand({ ...link, target: '*:443' })).toContain('-o "PermitRemoteOpen=*:443" ')
  expect(programCommand({ ...link, target: '[fd00::5]:443' })).toMatch(/ --allow "\[fd00::5\]:443"$/)
})

it('writes an IPv6 address of the gateway as each program takes it', () => {
  const byAddress = { ...link, gateway: { ...gateway, host: '[fd00::1]' } }
  expect(sshCommand(byAddress)).toMatch(/ agt_1@fd00::1$/)
  expect(programCommand(byAddress)).toContain(' --gateway "[fd00::1]:4622" ')
})

it('has no command for an agent that cannot be had', () => {
  expect(programCommand({ ...link, gateway: { ...gateway, programUrl: null } })).toBeNull()
})
