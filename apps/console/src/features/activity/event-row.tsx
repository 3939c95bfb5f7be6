import type { AuditEventReply } from '@patchbay/contracts/events'
import { useId, useState } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { ChevronDownIcon } from '../../ui/icons.tsx'
import { fullTime } from '../../ui/relative-time.ts'
import styles from './activity.module.css'
import { timeOfDay } from './days.ts'
import { EventDetails } from './event-details.tsx'
import { plainSentence, type SentencePart, sentenceParts } from './sentences.ts'
import { TargetLink } from './target-link.tsx'

export function EventRow({ event }: { event: AuditEventReply }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <li className={styles['event']}>
      <div className={styles['line']}>
        <time dateTime={event.at} title={fullTime(event.at)}>
          {timeOfDay(event.at)}
        </time>
        <p className={styles['sentence']}>
          {sentenceParts(event).map((part) => (
            <Part key={part.kind + part.text} part={part} event={event} />
          ))}
        </p>
        {event.result === 'failure' && (
          <Badge tone="bad" title={event.code ?? undefined}>
            Refused
          </Badge>
        )}
        <Button
          variant="quiet"
          className={styles['toggle']}
          aria-label={`Details: ${plainSentence(event)}`}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          <ChevronDownIcon />
        </Button>
      </div>
      {open && (
        <div id={id} className={styles['details']}>
          <EventDetails event={event} />
        </div>
      )}
    </li>
  )
}

function Part({ part: { kind, text }, event }: { part: SentencePart; event: AuditEventReply }) {
  if (kind === 'text') return text
  const name = (
    <bdi className={styles['name']} title={text}>
      {text}
    </bdi>
  )
  return kind === 'actor' ? name : <TargetLink event={event}>{name}</TargetLink>
}
