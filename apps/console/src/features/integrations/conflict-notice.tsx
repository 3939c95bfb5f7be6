import type { Flow } from '@patchbay/contracts/flows'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { differences } from './flow-differences.ts'
import styles from './flows.module.css'
import type { Conflict } from './use-flow-changes.ts'

interface ConflictNoticeProps {
  conflict: Conflict
  /** As the server has it by now. */
  current: Flow
  onShow: () => void
}

/** Two admins change one flow: the second is told what the first did, and what was not done. */
export function ConflictNotice({ conflict: { seen, wanted }, current, onShow }: ConflictNoticeProps) {
  const changes = differences(seen, current)
  return (
    <Notice
      tone="warn"
      role="alert"
      title="Changed by someone else"
      action={<Button onClick={onShow}>Show the current flow</Button>}
    >
      <p dir="auto">Not done: {wanted}. Below is the flow as you had it.</p>
      {changes.length > 0 && (
        <ul className={styles['changes']}>
          {changes.map((each) => (
            <li key={each} dir="auto">
              {each}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
