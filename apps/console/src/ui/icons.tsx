import type { ReactNode } from 'react'

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  )
}

function icon(paths: string) {
  return function StrokeIcon() {
    return (
      <Icon>
        <path d={paths} />
      </Icon>
    )
  }
}

export const PlusIcon = icon('M8 3v10M3 8h10')
export const MinusIcon = icon('M3 8h10')
export const PencilIcon = icon(
  'm10.6 3.2 2.2 2.2M3 13l.6-2.9 7.3-7.3a1.2 1.2 0 0 1 1.7 0l.6.6a1.2 1.2 0 0 1 0 1.7l-7.3 7.3L3 13Z',
)
export const CloseIcon = icon('m4 4 8 8M12 4l-8 8')
export const SearchIcon = icon('M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.3 13.5 13.5')
export const CopyIcon = icon(
  'M6.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1ZM3.5 10.5a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1',
)
export const CheckIcon = icon('m3 8.5 3.2 3.2L13 4.8')
export const ChevronDownIcon = icon('m4 6 4 4 4-4')
export const ChevronRightIcon = icon('m6 4 4 4-4 4')
export const ChevronLeftIcon = icon('m10 4-4 4 4 4')
export const ChevronsRightIcon = icon('m3.5 4 4 4-4 4M8.5 4l4 4-4 4')
export const ChevronsLeftIcon = icon('m12.5 4-4 4 4 4M7.5 4l-4 4 4 4')
export const ArrowUpIcon = icon('M8 13V3M4 7l4-4 4 4')
export const ArrowDownIcon = icon('M8 3v10M4 9l4 4 4-4')
export const MenuIcon = icon('M2.5 4.5h11M2.5 8h11M2.5 11.5h11')
export function MoreIcon() {
  return (
    <Icon>
      <g fill="currentColor" stroke="none">
        <circle cx="3.2" cy="8" r="1.25" />
        <circle cx="8" cy="8" r="1.25" />
        <circle cx="12.8" cy="8" r="1.25" />
      </g>
    </Icon>
  )
}
export const WarningIcon = icon(
  'M7.1 2.9 1.9 11.7a1 1 0 0 0 .9 1.5h10.4a1 1 0 0 0 .9-1.5L8.9 2.9a1 1 0 0 0-1.8 0ZM8 6.2v3M8 11.2h.01',
)
export const InfoIcon = icon('M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.5V11M8 5.2h.01')
export const TrashIcon = icon('M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.7 7v4M9.3 7v4')
export const RefreshIcon = icon(
  'M13.5 2.5v3.6H9.9M2.5 13.5V9.9h3.6M12.9 6.1a5.2 5.2 0 0 0-9-1.4L2.6 6M3.1 9.9a5.2 5.2 0 0 0 9 1.4l1.3-1.3',
)
export const ExternalIcon = icon(
  'M9.5 2.5h4v4M13.5 2.5 7.5 8.5M11.5 9.5v3a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1h3',
)
export const SunIcon = icon(
  'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM8 1.5v1.2M8 13.3v1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M1.5 8h1.2M13.3 8h1.2M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
)
export const MoonIcon = icon('M13.5 9.4A5.8 5.8 0 0 1 6.6 2.5a5.8 5.8 0 1 0 6.9 6.9Z')
export const MonitorIcon = icon(
  'M3 2.5h10a1 1 0 0 1 1 1v6.5a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V3.500a1 1 0 0 1 1-1ZM5.5 13.500h5M8 11v2.5',
)
export const SignOutIcon = icon('M6 13.500H3.500a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1H6M10.5 11l3-3-3-3M13.5 8H6')
export const ConnectionsIcon = icon(
  'M4 6.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM12 13.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM4 6.500c0 5 8 .5 8 3',
)
export const KeyIcon = icon(
  'M10.5 9a3.5 3.5 0 1 0-3.3-2.300L2.5 11.400v2.100h2.300v-1.600h1.600v-1.600l1.1-1.100A3.5 3.5 0 0 0 10.5 9ZM11.2 4.800h.01',
)
export const AgentIcon = icon(
  'M3.5 9h9a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1ZM5.2 11.5h.01M8 9V2M5.500 4.500 8 2l2.500 2.500',
)
export const SettingsIcon = icon(
  'M2.5 5h5M11.5 5h2M2.5 11h2M8.5 11h5M9.5 6.800a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600ZM6.5 12.800a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600Z',
)
export const ActivityIcon = icon('M1.5 8.500h3l2-5.500 3 10 2-4.500h3')
export const FlowIcon = icon(
  'M3 2.5h2.500a.5.5 0 0 1 .5.5v2.500a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5ZM10.5 10H13a.5.5 0 0 1 .5.5V13a.5.5 0 0 1-.5.5h-2.500a.5.5 0 0 1-.5-.5v-2.500a.5.5 0 0 1 .5-.5ZM6 4.300h3a2 2 0 0 1 2 2V10',
)
export const ReplaceIcon = icon('M2.5 5.500h9.500M9.500 2.500l3 3-3 3M13.500 10.500H4M6.500 7.500l-3 3 3 3')
export const UsersIcon = icon(
  'M6 7.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5ZM1.500 13.500c0-2.500 2-4 4.500-4s4.500 1.500 4.500 4M10.500 2.700a2.500 2.500 0 0 1 0 4.600M12 9.800c1.600.600 2.500 1.900 2.500 3.700',
)
export const SendIcon = icon('M13.5 2.5 7 9M13.5 2.5l-4 11L7 9 2.5 6.5l11-4Z')
export const TerminalIcon = icon(
  'M3 3h10a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM4.8 6l2 2-2 2M8.5 10.2h2.7',
)

export function BrandMark() {
  return (
    <svg
      aria-hidden="true"
      width="22"
      height="22"
      viewBox="0 0 22 22"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <circle cx="5" cy="6" r="2.6" />
      <circle cx="17" cy="16" r="2.6" />
      <path d="M5 8.6c0 7 12 1 12 4.8" />
    </svg>
  )
}
