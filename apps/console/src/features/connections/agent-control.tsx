import type { SelectProps } from '../../ui/select.tsx'
import { useFormSubject } from './form-context.ts'
import { usePaneParts } from './pane-parts.ts'
import { useConnecting } from './use-connecting.ts'

type AgentControlProps = Pick<SelectProps, 'label' | 'error' | 'onValueChange'> & {
  hint: string | undefined
  value: string
}

/** Chooses the agent through which the connection's server is reached. */
export function AgentControl({ onValueChange, ...texts }: AgentControlProps) {
  const { AgentPicker } = usePaneParts()
  const { addressField = '' } = useFormSubject().definition
  const { settings } = useConnecting()
  return <AgentPicker {...texts} server={settings[addressField] ?? ''} onChange={onValueChange} />
}
