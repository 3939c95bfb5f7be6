import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'

export function AgentControl({ label, error }: { label: string; error: string | undefined }) {
  return (
    <>
      <Notice tone="warn" role="note" title="An on-premise server needs an agent">
        An agent is a small program beside the server that connects out to Patchbay. Agents are not available
        yet, so for now only cloud instances can be connected.
      </Notice>
      <Select
        label={label}
        value={null}
        onValueChange={() => undefined}
        options={[]}
        placeholder="No agents yet"
        error={error}
        disabled
      />
    </>
  )
}
