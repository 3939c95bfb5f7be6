import { useEffect, useState } from 'react'
import { announce } from './announce.tsx'
import { Button } from './button.tsx'
import styles from './copy-button.module.css'
import { CheckIcon, CopyIcon } from './icons.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface CopyButtonProps {
  /** What is copied, for its name: `Copy Callback URL`. */
  label: string
  value: string
  /** Plain http or a refused permission: leave the text selected, ready for the user's own Ctrl+C. */
  onRefused: () => void
}

export function CopyButton({ label, value, onRefused }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])

  async function copy() {
    try {
      await navigator.clipboard.writeText(value)
      setCopied(true)
      announce('Copied')
    } catch {
      onRefused()
      announce('Copying was refused. The text is selected: press Ctrl or Command and C.')
    }
  }

  return (
    <Button
      icon={copied ? <CheckIcon /> : <CopyIcon />}
      onClick={() => void copy()}
      className={styles['button']}
    >
      <span aria-hidden={copied || undefined}>{copied ? 'Copied' : 'Copy'}</span>
      <VisuallyHidden>{copied ? `Copy ${label}` : ` ${label}`}</VisuallyHidden>
    </Button>
  )
}
