import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './root.mjs'

const papers = ['SECURITY.md', 'docs/security/asvs.md', 'docs/security/rfc-9700.md']
const isThere = (path: string) => existsSync(join(root, path))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** What a paper points to in code: a path of this repository. */
function namedIn(paper: string): string[] {
  const named = read(paper).matchAll(/`((?:apps|packages|scripts|faults|docs)\/[\w./-]+\.\w+)`/g)
  return [...new Set([...named].map(([, path = '']) => path))]
}

const rows = (paper: string) =>
  read(paper)
    .split('\n')
    .filter((line) => /^\| V?\d/.test(line))
    .map((line) => line.split(' | '))

describe.each(papers)('%s', (paper) => {
  it('names only tests and files that are there', () => {
    const named = namedIn(paper)
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((path) => !isThere(path))).toEqual([])
  })
})

describe.each(papers.slice(1))('%s', (paper) => {
  it('says of each line what holds it, why it does not apply, or that it is open', () => {
    const states = rows(paper).map((cells) => cells.at(-1) ?? '')
    expect(states.length).toBeGreaterThan(20)
    for (const state of states) expect(state).toMatch(/^(held: `\S+`|not applicable: \S|open)/)
  })
})

it('the summary of docs/security/asvs.md counts its lines', () => {
  const states = rows('docs/security/asvs.md').map((cells) => cells.at(-1) ?? '')
  const count = (state: string) => states.filter((each) => each.startsWith(state)).length
  expect(read('docs/security/asvs.md')).toContain(
    `${count('held')} are held, ${count('not applicable')} are not applicable, ${count('open')} are open.`,
  )
})

it('no requirement of levels 1 and 2 is left out or met twice', () => {
  const numbers = rows('docs/security/asvs.md').map(([number = '']) => number)
  // Levels 1 and 2 of ASVS 5.0.0 have 70 and 183.
  expect(new Set(numbers).size).toBe(253)
  expect(numbers).toHaveLength(253)
  expect(rows('docs/security/asvs.md').filter(([, level]) => level === '1')).toHaveLength(70)
})
