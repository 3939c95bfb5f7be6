import type { Permission } from '@patchbay/contracts/endpoint'
import { isPermitted } from '@patchbay/contracts/roles'
import type { Session } from '@patchbay/contracts/session'
import { Link, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import {
  ActivityIcon,
  AgentIcon,
  BrandMark,
  CloseIcon,
  ConnectionsIcon,
  ExternalIcon,
  FlowIcon,
  KeyIcon,
  MenuIcon,
  SettingsIcon,
  TerminalIcon,
  UsersIcon,
} from '../ui/icons.tsx'
import styles from './navigation.module.css'
import { SignOutButton } from './sign-out-button.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

/** Beside the page; on narrow screens above it, where a button opens what is not the brand. */
export function Navigation({ session }: { session: Session | undefined }) {
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  // Open over one page only: a navigation closes it.
  const [openOver, setOpenOver] = useState<string | null>(null)
  const open = openOver === pathname
  const may = (permission: Permission) => session !== undefined && isPermitted(session.user.role, permission)

  return (
    <header className={styles['bar']}>
      <Link to="/connections" className={styles['brand']}>
        <BrandMark />
        Patchbay
      </Link>
      <button
        type="button"
        className={styles['toggle']}
        aria-expanded={open}
        aria-controls="navigation"
        onClick={() => setOpenOver(open ? null : pathname)}
        onKeyDown={(event) => event.key === 'Escape' && setOpenOver(null)}
      >
        {open ? <CloseIcon /> : <MenuIcon />}
        Menu
      </button>
      <div id="navigation" className={styles['panel']} data-open={open}>
        <nav aria-label="Main">
          <div id="nav-resources" className={styles['group']}>
            Resources
          </div>
          <ul aria-labelledby="nav-resources" className={styles['links']}>
            <Entry to="/connections" icon={<ConnectionsIcon />} label="Connections" />
            <Entry to="/iclients" icon={<KeyIcon />} label="iClients" />
            <Entry to="/agents" icon={<AgentIcon />} label="Agents" />
            {may('manage') && <Entry to="/api-keys" icon={<TerminalIcon />} label="API keys" />}
          </ul>
          <ul className={styles['links']} aria-label="Patchbay">
            <Entry to="/integrations" icon={<FlowIcon />} label="Integrations" />
            <Entry to="/activity" icon={<ActivityIcon />} label="Activity" />
            {may('administer') && <Entry to="/settings" icon={<SettingsIcon />} label="Settings" />}
            {may('administer') && <Entry to="/users" icon={<UsersIcon />} label="Users" />}
          </ul>
        </nav>
        <Foot session={session} />
      </div>
    </header>
  )
}

interface EntryProps {
  to:
    | '/connections'
    | '/iclients'
    | '/agents'
    | '/api-keys'
    | '/integrations'
    | '/activity'
    | '/settings'
    | '/users'
  icon: ReactNode
  label: string
}

function Entry({ to, icon, label }: EntryProps) {
  return (
    <li>
      <Link to={to} className={styles['link']} activeOptions={{ includeSearch: false }}>
        {icon}
        {label}
      </Link>
    </li>
  )
}

function Foot({ session }: { session: Session | undefined }) {
  return (
    <div className={styles['foot']}>
      {session?.sandbox && (
        <a className={styles['sandbox']} href={session.sandbox.origin} target="_blank" rel="noreferrer">
          Sandbox on
          <ExternalIcon />
        </a>
      )}
      <ThemeSwitch />
      <div className={styles['user']}>
        <Link to="/account" className={styles['userName']} dir="auto" title={session?.user.name}>
          {session?.user.name}
        </Link>
        <SignOutButton />
      </div>
    </div>
  )
}
