import type { RegisteredConnection } from '@patchbay/contracts/integrations'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './connections-tab.module.css'
import { StepsList } from './steps-list.tsx'

interface RefusedDeregistrationProps {
  connection: RegisteredConnection
  error: Error
  onReplace: () => void
  onClose: () => void
}

/** Names the steps that keep a connection registered, and leads to the way out. */
export function RefusedDeregistration(props: RefusedDeregistrationProps) {
  const { connection, error, onReplace, onClose } = props
  const inUse = isApiError(error, 'in_use')
  const steps = inUse ? error.fieldErrors.map(({ path, message }) => ({ id: path, text: message })) : []
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={inUse ? `${connection.name} is in use` : errorText(error).title}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          {inUse && (
            <Button variant="primary" onClick={onReplace}>
              Replace it
            </Button>
          )}
        </>
      }
    >
      <div role="alert" className={styles['said']}>
        {inUse ? (
          <>
            <p>It stays registered as long as steps use it. Give them another connection first:</p>
            <StepsList label="Steps that use it" steps={steps} />
          </>
        ) : (
          <p>{errorText(error).detail}</p>
        )}
      </div>
    </Dialog>
  )
}
