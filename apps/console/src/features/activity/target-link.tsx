import type { AuditEventReply } from '@patchbay/contracts/events'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface TargetLinkProps {
  event: Pick<AuditEventReply, 'target' | 'targetExists'>
  children: ReactNode
}

/** Leads to what it happened to, where that has a page and is still there. */
export function TargetLink({ event: { target, targetExists }, children }: TargetLinkProps) {
  if (target === null || !targetExists) return children
  const { collection, id } = target
  if (collection === 'connections') {
    return (
      <Link to="/connections/$connectionId" params={{ connectionId: id }}>
        {children}
      </Link>
    )
  }
  if (collection === 'integrations') {
    return (
      <Link to="/integrations/$integrationId" params={{ integrationId: id }}>
        {children}
      </Link>
    )
  }
  return children
}
