import { catalogue } from '@patchbay/applications/catalogue'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ChevronRightIcon } from '../../ui/icons.tsx'
import { Monogram } from '../../ui/monogram.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './application-list.module.css'

function matches(text: string, words: string): boolean {
  const haystack = text.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word))
}

/** The first step of creating: which application. `only`: the one that it can be. */
export function ApplicationList({ only }: { only?: string | undefined }) {
  const [words, setWords] = useState('')
  const found = catalogue.filter(
    ({ id, name, description }) => (only ?? id) === id && matches(`${name} ${description}`, words.trim()),
  )
  return (
    <div className={styles['list']}>
      <TextField
        label="Search applications"
        type="search"
        placeholder="Search applications"
        hideLabel
        autoComplete="off"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <ul className={styles['items']}>
        {found.map((each) => (
          <li key={each.id}>
            <Link
              to="."
              search={(previous) => ({ ...previous, application: each.id })}
              state={(previous) => ({
                paneDepth: previous.paneDepth === undefined ? undefined : previous.paneDepth + 1,
              })}
              className={styles['item']}
            >
              <Monogram text={each.monogram.text} color={each.monogram.color} size="lg" />
              <span className={styles['text']}>
                <span className={styles['name']}>{each.name}</span>
                <span className={styles['description']}>{each.description}</span>
              </span>
              <ChevronRightIcon />
            </Link>
          </li>
        ))}
      </ul>
      <p role="status" className={styles['none']}>
        {found.length === 0 && `No application matches “${words.trim()}”.`}
      </p>
    </div>
  )
}
