import { type KeyboardEvent, useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'

interface AddScopeProps {
  /** What is wrong with some scopes; null: they can be asked for. */
  faultOf: (scopes: readonly string[]) => string | null
  onAdd: (scopes: readonly string[]) => void
}

/** For scopes that the list does not know; several at once where they are separated by spaces. */
export function AddScope({ faultOf, onAdd }: AddScopeProps) {
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string | null>(null)

  function add() {
    const scopes = text.split(/\s+/).filter((each) => each !== '')
    const found = scopes.length === 0 ? 'Write a scope.' : faultOf(scopes)
    setFault(found)
    if (found !== null) return
    onAdd(scopes)
    setText('')
    announce(`${scopes.join(' and ')} added`)
  }

  function addOnEnter(event: KeyboardEvent) {
    if (event.key !== 'Enter') return
    event.preventDefault()
    add()
  }

  return (
    <TextField
      label="Add another scope"
      hint="One that the list does not know, letter by letter as the application names it."
      mono
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        setFault(null)
      }}
      onKeyDown={addOnEnter}
      error={fault ?? undefined}
      actions={<Button onClick={add}>Add</Button>}
    />
  )
}
