import { type ChangeEvent, useRef, useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import styles from './connection-form.module.css'

// A PEM file of the longest RSA key in use has 13,000 characters.
const maxLength = 20_000

interface PrivateKeyControlProps {
  label: string
  help: string | undefined
  error: string | undefined
  optional: boolean
  stored: boolean
  value: string
  onChange: (value: string) => void
}

/** A key in PEM form, pasted or read from a file of the admin's own machine. */
export function PrivateKeyControl(props: PrivateKeyControlProps) {
  const { label, help, error, optional, stored, value, onChange } = props
  const file = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<string | null>(null)

  function change(text: string) {
    setRefused(null)
    onChange(text)
  }

  async function read({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    const [chosen] = currentTarget.files ?? []
    // The same file, put right, can be chosen again.
    currentTarget.value = ''
    if (chosen === undefined) return
    if (chosen.size > maxLength)
      return setRefused(`${chosen.name} is too large for a key. Choose the key’s own file.`)
    change(await chosen.text())
    announce(`${chosen.name} is read.`)
  }

  return (
    <div className={styles['part']}>
      <TextArea
        label={label}
        hint={stored ? 'One is stored and never shown. Leave this empty to keep it.' : help}
        error={refused ?? error}
        optional={optional}
        mono
        dir="ltr"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={stored ? 'Stored' : '-----BEGIN PRIVATE KEY-----'}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
      <div className={styles['buttons']}>
        <Button onClick={() => file.current?.click()}>Upload a file</Button>
        <input ref={file} type="file" accept=".pem,.key,.txt" hidden onChange={(event) => void read(event)} />
      </div>
    </div>
  )
}
