import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { announce } from '../../ui/announce.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'
import { cameAtOnce, readPastedAddress } from './pasted-address.ts'

export interface AddressControlProps {
  label: string
  hint: string | undefined
  error: string | undefined
  placeholder: string | undefined
  value: string
  onValueChange: (value: string) => void
}

/** The account's address. A whole base URL, pasted or typed to its end, is taken apart into its settings. */
export function AddressControl({ hint, value, onValueChange, ...texts }: AddressControlProps) {
  const { definition } = useFormSubject()
  const { setValue } = useFormContext<ConnectionFormValues>()
  const [taken, setTaken] = useState<string | null>(null)

  function takeApart(address: string): boolean {
    const pasted = readPastedAddress(definition, address)
    if (pasted === null) return false
    for (const [name, part] of Object.entries(pasted.settings)) {
      setValue(`settings.${name}`, part, { shouldDirty: true, shouldValidate: texts.error !== undefined })
    }
    setTaken(pasted.hint)
    announce(pasted.hint)
    return true
  }

  function change(next: string) {
    if (cameAtOnce(value, next) && takeApart(next)) return
    setTaken(null)
    onValueChange(next)
  }

  return (
    <TextField
      {...texts}
      type="url"
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      hint={taken ?? hint}
      value={value}
      onChange={(event) => change(event.target.value)}
      onBlur={(event) => takeApart(event.target.value)}
    />
  )
}
