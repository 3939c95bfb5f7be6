import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

const block = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g
const maxLength = 100_000

/**
 * The certificates of a PEM file, and nothing else that lies in it.
 *
 * @throws Error that says what is wrong with the file
 */
export function readCertificateAuthority(file: string): string {
  const blocks = readFileSync(file, 'utf8').match(block)
  if (blocks === null) throw new Error('it holds no certificate in PEM form')
  for (const pem of blocks) checkCertificate(pem)
  const text = `${blocks.join('\n')}\n`
  if (text.length > maxLength) throw new Error(`its certificates are longer than ${maxLength} characters`)
  return text
}

function checkCertificate(pem: string): void {
  try {
    void new X509Certificate(pem)
  } catch (error) {
    throw new Error('a certificate in it is damaged', { cause: error })
  }
}
