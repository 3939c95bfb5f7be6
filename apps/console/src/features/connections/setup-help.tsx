import type { SetupHelp as Help } from '@patchbay/applications/definition'
import { Collapsible } from '../../ui/collapsible.tsx'
import { ExternalIcon } from '../../ui/icons.tsx'
import styles from './connection-form.module.css'

export function SetupHelp({ help }: { help: readonly Help[] }) {
  if (help.length === 0) return null
  return (
    <Collapsible title="Setup help">
      {help.map(({ title, steps, link }) => (
        <div key={title} className={styles['help']}>
          <h4>{title}</h4>
          <ol>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {link !== undefined && (
            <a href={link.url} target="_blank" rel="noreferrer">
              {link.label}
              <ExternalIcon />
            </a>
          )}
        </div>
      ))}
    </Collapsible>
  )
}
