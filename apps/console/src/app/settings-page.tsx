import { Outlet } from '@tanstack/react-router'
import { MoveSection } from '../features/configuration/move-section.tsx'
import { EmailSection } from '../features/notifications/email-section.tsx'
import { WebhookSection } from '../features/webhooks/webhook-section.tsx'
import styles from './settings-page.module.css'

export function SettingsPage() {
  return (
    <div className={styles['page']}>
      <h1 tabIndex={-1}>Settings</h1>
      <WebhookSection />
      <EmailSection />
      <MoveSection />
      <Outlet />
    </div>
  )
}
