import type { Agent } from '@patchbay/contracts/agents'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Authorities } from './authorities.tsx'
import { OfferedAuthority } from './offered-authority.tsx'
import styles from './agents.module.css'
import type { AgentForm } from './use-agent-form.ts'

interface AgentFieldsProps {
  form: AgentForm
  /** As the server has it now: what it offers comes and goes while the dialog is open. */
  agent: Agent
}

export function AgentFields({ form, agent }: AgentFieldsProps) {
  const { values, change, faults, busy, trust } = form
  const { allow, certificateAuthority, offeredCertificateAuthority: offered } = agent
  return (
    <>
      {offered !== null && (
        <OfferedAuthority offered={offered} busy={busy} onTrust={() => void trust(offered.pem)} />
      )}
      <TextField
        label="Name"
        autoComplete="off"
        value={values.name}
        onChange={(event) => change({ name: event.target.value })}
        error={faults.name}
      />
      <TextArea
        label="Certificate authority"
        hint="In PEM form, where the servers behind this agent have certificates of your own authority. Empty: public authorities alone."
        optional
        mono
        spellCheck={false}
        autoComplete="off"
        value={values.certificateAuthority}
        onChange={(event) => change({ certificateAuthority: event.target.value })}
        error={faults.certificateAuthority}
      />
      {certificateAuthority !== null && (
        <div>
          <div className={styles['legend']}>Trusted for servers behind it</div>
          <Authorities authority={certificateAuthority} />
        </div>
      )}
      {allow !== null && (
        <div>
          <div className={styles['legend']}>What the agent lets through</div>
          <code className={styles['allowed']}>{allow.join(', ')}</code>
        </div>
      )}
    </>
  )
}
