import { generateKeyPairSync } from 'node:crypto'
import { catalogue } from '@patchbay/applications/catalogue'
import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { isSecret, visibleFields } from '@patchbay/applications/rules/settings-schema'
import type { Application } from '@patchbay/contracts/applications'
import type { ConnectionFormValues } from '../src/features/connections/form-values.ts'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { oddLevels, oddNames, oddScopes, oddValues } from './support/odd-values.ts'
import { decidingSettings, filledIn, possibleForms, withValue } from './support/possible-forms.ts'
import { newAgent } from './support/records.ts'
import { formVerdict, Server } from './support/verdicts.ts'

/** A form, and what is particular about it. */
type Case = readonly [what: string, form: ConnectionFormValues]

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const plain = ['https://example.com/path', 'example', '1.0', 'name=value', 'on', privateKey]

/** Behind an agent, only the server of the instance is asked; that the rest leads there, too, only the server says. */
function askedAt(instanceUri: string | undefined): Record<string, string> {
  if (instanceUri === undefined) return {}
  return { tokenUrl: instanceUri, revocationUrl: instanceUri, deviceAuthorizationUrl: instanceUri }
}

/** Each odd value in each field alone, once for an authentication type. */
function fieldCases(definition: ApplicationDefinition, forms: readonly ConnectionFormValues[]): Case[] {
  const deciding = decidingSettings(definition)
  const seen = new Set<string>()
  return forms.flatMap((form) =>
    visibleFields(definition, form).flatMap((field) => {
      const key = JSON.stringify([form.authType, field])
      if (seen.has(key)) return []
      seen.add(key)
      // A form never lacks what decides the rest of it.
      return oddValues(field)
        .filter(([, value]) => value !== undefined || !deciding.has(field.name))
        .map(([what, value]): Case => [`${field.name}: ${what}`, withValue(form, field, value)])
    }),
  )
}

/** The same odd value in all fields at once: what is wrong with one may not hide what is wrong with another. */
function formCases(definition: ApplicationDefinition, form: ConnectionFormValues): Case[] {
  const deciding = decidingSettings(definition)
  const fields = visibleFields(definition, form).filter(
    ({ name, kind }) => kind !== 'agent' && !deciding.has(name),
  )
  return oddValues({ kind: 'text' }).map(([what, value]): Case => {
    const odd = fields.filter((field) => typeof value === 'string' || !isSecret(field))
    return [`all fields: ${what}`, odd.reduce((done, field) => withValue(done, field, value), form)]
  })
}

/** Everything that the form offers, one at a time. */
function offeredCases(definition: ApplicationDefinition, form: ConnectionFormValues): Case[] {
  return visibleFields(definition, form).flatMap((field) => {
    const values = [...(field.options ?? []).map(({ value }) => value), ...(field.suggestions ?? [])]
    return values.map((value): Case => [`${field.name}: ${value}`, withValue(form, field, value)])
  })
}

/** What every connection has. */
function commonCases(definition: ApplicationDefinition, form: ConnectionFormValues): Case[] {
  const scopes = definition.scopes.map(({ value }) => [value, [value]] as const)
  return [
    ...oddNames.map(([what, name]): Case => [`name: ${what}`, { ...form, name }]),
    ...oddLevels.map((concurrencyLevel): Case => [
      `concurrency level: ${concurrencyLevel}`,
      { ...form, advanced: { ...form.advanced, concurrencyLevel } },
    ]),
    ...[...oddScopes, ...scopes].map(([what, chosen]): Case => [
      `scopes: ${what}`,
      { ...form, scopes: [...chosen] },
    ]),
  ]
}

for (const definition of catalogue) {
  test(`the form and the server agree on every value for ${definition.name}`, async ({
    api,
    context,
    patchbay,
  }) => {
    const path = `/api/applications/${definition.id}`
    const { settings = {} } = (await api.call<Application>('GET', path)).sandbox ?? {}
    const { id: agentId } = await newAgent(api, uniqueName('Agent'))
    const sandbox = { ...settings, agentId }
    // A name that is wrong would be all that the server says: it stops at what is wrong with a request itself.
    const empty = possibleForms(definition).map((form) => ({ ...form, name: uniqueName(definition.name) }))
    const filled = empty.map((form) => filledIn(definition, form, { sandbox, plain, optional: false }))
    const everything = { sandbox: { ...sandbox, ...askedAt(settings['instanceUri']) }, plain, optional: true }
    const complete = empty.map((form) => filledIn(definition, form, everything))
    for (const form of [...filled, ...complete]) expect(formVerdict(definition, form)).toEqual([])

    const server = await Server.as(context, patchbay.url)
    const disagreements: unknown[] = []
    for (const [what, form] of [
      ...[...empty, ...filled, ...complete].map((each): Case => ['as it is', each]),
      ...empty.flatMap((each) => formCases(definition, each)),
      ...fieldCases(definition, filled),
      ...filled.flatMap((each) => offeredCases(definition, each)),
      ...filled.slice(0, 1).flatMap((each) => commonCases(definition, each)),
    ]) {
      const inForm = formVerdict(definition, form)
      const onServer = await server.verdict(definition, form)
      const isSame = JSON.stringify(inForm) === JSON.stringify(onServer)
      if (!isSame) disagreements.push({ what, authType: form.authType, inForm, onServer })
    }
    expect(disagreements).toEqual([])
  })
}
