import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { Notice } from '../../ui/notice.tsx'
import type { ConnectionFormValues } from './form-values.ts'
import { changesThatNeedASignIn } from './reauthorization.ts'
import { useFormValues } from './use-form-values.ts'

interface ReauthorizationNoticeProps {
  saved: ConnectionFormValues
  definition: ApplicationDefinition
}

export function ReauthorizationNotice({ saved, definition }: ReauthorizationNoticeProps) {
  const changed = changesThatNeedASignIn(definition, saved, useFormValues())
  if (changed.length === 0) return null
  return (
    <Notice tone="warn" role="status" title="The connection must be authorized again">
      You changed the {changed.join(', ').replace(/, ([^,]*)$/, ' and $1')}. Its token does not hold for that:
      choose Save &amp; authorize and sign in.
    </Notice>
  )
}
