import { errorText } from '../../api/error-text.ts'
import { Notice } from '../../ui/notice.tsx'

export function Failure({ error }: { error: Error | null }) {
  if (error === null) return null
  const { title, detail } = errorText(error)
  return (
    <Notice tone="bad" role="alert" title={title}>
      {detail}
    </Notice>
  )
}
