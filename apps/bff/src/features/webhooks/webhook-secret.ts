import { randomBytes } from 'node:crypto'
import { webhookSecretPrefix } from '@patchbay/contracts/webhooks'
import type { Deps } from '../../deps.ts'
import { type WebhookRecord, webhookSecretContext } from '../../records/webhook.ts'

/** Receivers have this long to take the new one. */
const overlapMs = 24 * 3_600_000

export function newSecret(): string {
  return webhookSecretPrefix + randomBytes(32).toString('base64')
}

export function sealSecret({ vault }: Pick<Deps, 'vault'>, id: string, secret: string) {
  return vault.seal(secret, webhookSecretContext(id, 'secret'))
}

/** The record with a new secret; the one that it had goes on signing for a while. */
export function withNewSecret(
  { vault }: Pick<Deps, 'vault'>,
  record: WebhookRecord,
  secret: string,
): WebhookRecord {
  const { id } = record
  const before = vault.open(record.secret, webhookSecretContext(id, 'secret'))
  const now = Date.now()
  return {
    ...record,
    secret: sealSecret({ vault }, id, secret),
    previousSecret: vault.seal(before, webhookSecretContext(id, 'previousSecret')),
    previousSecretUntil: new Date(now + overlapMs).toISOString(),
    updatedAt: new Date(now).toISOString(),
  }
}

/** All that sign now, the newest first. */
export function signingSecrets({ vault }: Pick<Deps, 'vault'>, record: WebhookRecord): string[] {
  const { id, secret, previousSecret, previousSecretUntil } = record
  const isOver = previousSecretUntil === null || Date.parse(previousSecretUntil) <= Date.now()
  return [
    vault.open(secret, webhookSecretContext(id, 'secret')),
    ...(previousSecret === null || isOver
      ? []
      : [vault.open(previousSecret, webhookSecretContext(id, 'previousSecret'))]),
  ]
}
