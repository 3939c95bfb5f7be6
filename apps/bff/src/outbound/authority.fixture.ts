import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { der, sequence, time } from './der.fixture.ts'

export interface KeyAndCertificate {
  readonly key: string
  readonly cert: string
}

/** A company's own authority, which nobody else knows. */
export interface Authority {
  /** Its certificate, PEM. */
  readonly pem: string
  /** A server's certificate for these names or IPv4 addresses. */
  issue(...names: readonly string[]): KeyAndCertificate
}

const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

function commonName(name: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))))
}

/** RFC 5280 section 4.2.1.9, critical. */
const isAuthority = sequence(
  oid('551d13'),
  der(0x01, Buffer.from([0xff])),
  der(0x04, sequence(der(0x01, Buffer.from([0xff])))),
)

/** RFC 5280 section 4.2.1.6: dNSName is [2], iPAddress [7]. */
function alternativeNames(names: readonly string[]): Buffer {
  const each = names.map((name) =>
    /^[\d.]+$/.test(name)
      ? der(0x87, Buffer.from(name.split('.').map(Number)))
      : der(0x82, Buffer.from(name)),
  )
  return sequence(oid('551d11'), der(0x04, sequence(...each)))
}

interface Facts {
  readonly serial: number
  readonly subject: string
  readonly key: KeyObject
  readonly extension: Buffer
  readonly by: { readonly name: string; readonly key: KeyObject }
}

function certificate({ serial, subject, key, extension, by }: Facts): string {
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial])),
    ecdsaWithSha256,
    commonName(by.name),
    sequence(time(2020), time(2099)),
    commonName(subject),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', toBeSigned, by.key))
  const base64 = sequence(toBeSigned, ecdsaWithSha256, signature).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
}

export function newAuthority(name = 'Authority of a company'): Authority {
  const key = newKey()
  const by = { name, key }
  let serial = 1
  return {
    pem: certificate({ serial, subject: name, key, extension: isAuthority, by }),
    issue(...names) {
      serial += 1
      const own = newKey()
      const [subject = ''] = names
      return {
        key: own.export({ type: 'pkcs8', format: 'pem' }).toString(),
        cert: certificate({ serial, subject, key: own, extension: alternativeNames(names), by }),
      }
    },
  }
}
