import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/**
 * The licences of a package and of all that it needs, for what carries them within.
 * @param {string} name
 */
export function licencesOf(name) {
  return [...closure(name)].toSorted().map(licenceOf).join('\n\n')
}

/**
 * @param {string} name
 * @param {Set<string>} [found]
 */
function closure(name, found = new Set()) {
  if (found.has(name)) return found
  found.add(name)
  const { dependencies = {} } = JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8'))
  for (const dependency of Object.keys(dependencies)) closure(dependency, found)
  return found
}

/** @param {string} name */
function licenceOf(name) {
  const file = readdirSync(folderOf(name)).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file ? readFileSync(join(folderOf(name), file), 'utf8').trim() : 'No licence file.'
  return `${name}\n${'-'.repeat(name.length)}\n${text}\n`
}

/** @param {string} name */
function folderOf(name) {
  return join(root, 'node_modules', name)
}
