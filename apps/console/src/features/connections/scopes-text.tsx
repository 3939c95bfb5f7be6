import { useState } from 'react'
import { TextField } from '../../ui/text-field.tsx'

interface ScopesTextProps {
  scopes: readonly string[]
  onChange: (scopes: string[]) => void
  error: string | undefined
}

function scopesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((each) => each !== ''))]
}

/** The scopes as text; what is chosen elsewhere replaces what was typed. */
export function ScopesText({ scopes, onChange, error }: ScopesTextProps) {
  const [text, setText] = useState('')
  const isTyped = scopesIn(text).join(' ') === scopes.join(' ')
  return (
    <TextField
      label="Scopes"
      hint="Separated by spaces or commas."
      mono
      dir="ltr"
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      placeholder="openid offline_access"
      value={isTyped ? text : scopes.join(' ')}
      onChange={(event) => {
        setText(event.target.value)
        onChange(scopesIn(event.target.value))
      }}
      error={error}
    />
  )
}
