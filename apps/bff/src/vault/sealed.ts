declare const sealedBrand: unique symbol

/**
 * A secret as it may be persisted: `v1.<key id>.<nonce>.<ciphertext>.<tag>`. Only the vault makes one, so plaintext
 * cannot reach a store by mistake.
 */
export interface Sealed {
  readonly sealed: string & { readonly [sealedBrand]: true }
}

/** Where a secret belongs; bound as associated data, so that one record's secret cannot be moved to another. */
export interface SealContext {
  readonly collection: string
  readonly id: string
  readonly field: string
}
