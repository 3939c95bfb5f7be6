import { NumberField } from '../../ui/number-field.tsx'
import { shortDuration } from '../../ui/relative-time.ts'
import type { IClientFaults } from './iclient-form.ts'
import type { TokenLifetimes } from './token-lifetimes.ts'

interface TokenLifetimeFieldsProps {
  values: TokenLifetimes
  onChange: (part: Partial<TokenLifetimes>) => void
  faults: IClientFaults
}

const minute = 60_000
const day = 24 * 60 * minute

/** For applications whose token answers do not say how long a token lives. */
export function TokenLifetimeFields({ values, onChange, faults }: TokenLifetimeFieldsProps) {
  const { accessTokenTtlMs, refreshTokenTtlMs } = values
  return (
    <>
      <NumberField
        label="Access Token Expires In (ms)"
        hint={lifetimeText(accessTokenTtlMs)}
        optional
        min={0}
        step={minute}
        value={accessTokenTtlMs}
        onValueChange={(value) => onChange({ accessTokenTtlMs: value })}
        error={faults.accessTokenTtlMs}
      />
      <NumberField
        label="Refresh Token Expires In (ms)"
        hint={refreshTokenTtlMs === 0 ? 'It never expires.' : lifetimeText(refreshTokenTtlMs)}
        optional
        min={0}
        step={day}
        value={refreshTokenTtlMs}
        onValueChange={(value) => onChange({ refreshTokenTtlMs: value })}
        error={faults.refreshTokenTtlMs}
      />
    </>
  )
}

function lifetimeText(ms: number | null): string {
  if (ms === null) return 'Empty: as long as the application says.'
  return `${shortDuration(ms)}, where the application does not say.`
}
