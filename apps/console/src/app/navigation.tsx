import type { Session } from '@patchbay/contracts/session'
import { Link, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import {
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
            <li>
              <Link to="/connections" className={styles['link']} activeOptions={{ includeSearch: false }}>
                <ConnectionsIcon />
                Connections
              </Link>
            </li>
            <li>
              <Link to="/iclients" className={styles['link']} activeOptions={{ includeSearch: false }}>
                <KeyIcon />
                iClients
              </Link>
            </li>
            <li>
              <Link to="/agents" className={styles['link']} activeOptions={{ includeSearch: false }}>
                <AgentIcon />
                Agents
              </Link>
            </li>
            <li>
              <Link to="/api-keys" className={styles['link']} activeOptions={{ includeSearch: false }}>
                <TerminalIcon />
                API keys
              </Link>
            </li>
          </ul>
          <ul className={styles['links']} aria-label="Patchbay">
            <li>
              <Link to="/integrations" className={styles['link']} activeOptions={{ includeSearch: false }}>
                <FlowIcon />
                Integrations
              </Link>
            </li>
            <li>
              <Link to="/settings" className={styles['link']}>
                <SettingsIcon />
                Settings
              </Link>
            </li>
          </ul>
        </nav>
        <Foot session={session} />
      </div>
    </header>
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
        <span className={styles['userName']} dir="auto" title={session?.user.name}>
          {session?.user.name}
        </span>
        <SignOutButton />
      </div>
    </div>
  )
}
