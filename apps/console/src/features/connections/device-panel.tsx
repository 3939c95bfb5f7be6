import type { DeviceCode } from '@patchbay/contracts/authorizations'
import { useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ExternalIcon } from '../../ui/icons.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { shortDuration, useNow } from '../../ui/relative-time.ts'
import styles from './device-panel.module.css'

interface DevicePanelProps {
  device: DeviceCode
  onCancel: () => void
}

function isWebAddress(address: string): boolean {
  return ['https:', 'http:'].includes(URL.parse(address)?.protocol ?? '')
}

/** The code that the admin enters on whichever device, and where (RFC 8628 section 3.3). */
export function DevicePanel({ device, onCancel }: DevicePanelProps) {
  const { userCode, verificationUri, verificationUriComplete } = device
  const shown = verificationUri.replace(/^https?:\/\//, '')
  const code = useRef<HTMLElement>(null)
  const select = () => code.current !== null && getSelection()?.selectAllChildren(code.current)
  return (
    <div className={styles['panel']}>
      <div role="status">
        <h3 className={styles['title']}>Enter this code where you sign in</h3>
        <p className={styles['text']}>On this device or another one. This page goes on by itself.</p>
      </div>
      <div className={styles['code']}>
        <code ref={code}>{userCode}</code>
        <CopyButton label="code" value={userCode} onRefused={select} />
      </div>
      {isWebAddress(verificationUri) ? (
        <a href={verificationUri} target="_blank" rel="noreferrer" className={styles['link']}>
          {shown}
          <ExternalIcon />
        </a>
      ) : (
        <p className={styles['link']}>{verificationUri}</p>
      )}
      <QrCode text={verificationUriComplete ?? verificationUri} label={`QR code that opens ${shown}`} />
      <p className={styles['text']}>
        <TimeLeft until={device.expiresAt} />
      </p>
      <Button variant="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  )
}

function TimeLeft({ until }: { until: string }) {
  const left = Date.parse(until) - useNow()
  return left < 60_000 ? 'Expires in less than a minute' : `Expires in ${shortDuration(left)}`
}
