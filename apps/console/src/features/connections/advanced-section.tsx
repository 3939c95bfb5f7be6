import { Suspense, lazy, useState } from 'react'
import { useFormState } from 'react-hook-form'
import { Collapsible } from '../../ui/collapsible.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { ConnectionFormValues } from './form-values.ts'

const AdvancedFields = lazy(async () => ({ default: (await import('./advanced-fields.tsx')).AdvancedFields }))

/** Collapsed, and its code not loaded, until somebody wants it or something in it is wrong. */
export function AdvancedSection() {
  const { errors } = useFormState<ConnectionFormValues>({ name: 'advanced' })
  const [opened, setOpened] = useState(false)
  return (
    <Collapsible title="Advanced" open={opened || errors.advanced !== undefined} onOpenChange={setOpened}>
      <Suspense fallback={<Skeleton height={36} lines={2} />}>
        <AdvancedFields />
      </Suspense>
    </Collapsible>
  )
}
