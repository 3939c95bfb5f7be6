import { type KeyboardEvent, useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'

interface AddScopeProps {
  chosen: readonly string[]
  /** What is wrong with some scopes; null: they can be asked for. */
  faultOf: (scopes: readonly string[]) => string | null
  onAdd: (scopes: readonly string[]) => void
}

function chosenFault(scopes: readonly string[], chosen: readonly string[]): string | null {
  const again = scopes.filter((scope) => chosen.includes(scope))
  if (again.length === 0) return null
  return `${again.join(' and ')} ${again.length === 1 ? 'is' : 'are'} selected already.`
}

/** For scopes that the list does not know; several at once where spaces or commas separate them. */
export function AddScope({ chosen, faultOf, onAdd }: AddScopeProps) {
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string | null>(null)

  function add() {
    const scopes = [...new Set(text.split(/[\s,]+/).filter((each) => each !== ''))]
    const found = scopes.length === 0 ? 'Write a scope.' : (faultOf(scopes) ?? chosenFault(scopes, chosen))
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
      hint="One that the list does not know, letter by letter; several with spaces or commas between them."
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
