import { X509Certificate } from 'node:crypto'
import type { CertificateAuthority } from '@patchbay/contracts/agents'
import { invalidValue } from '../../http/http-problem.ts'

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** The certificates in a PEM text. @throws the error of node:crypto where one cannot be read */
function certificatesIn(pem: string): X509Certificate[] {
  return (pem.match(block) ?? []).map((each) => new X509Certificate(each))
}

/** @throws HttpProblem `invalid_value` */
export function checkAuthority(pem: string | null): void {
  if (pem === null) return
  try {
    certificatesIn(pem)
  } catch {
    throw invalidValue(
      'certificateAuthority',
      'This certificate cannot be read. Paste the PEM file of the authority as it is.',
    )
  }
}

/** A PEM text as answers show it; null where it cannot be read, as what an agent offers may be. */
export function presentAuthority(pem: string | null): CertificateAuthority | null {
  if (pem === null) return null
  try {
    const certificates = certificatesIn(pem).map(({ subject, fingerprint256, validToDate }) => ({
      subject: subject.split('\n').join(', '),
      fingerprint: fingerprint256,
      validTo: validToDate.toISOString(),
    }))
    return certificates.length === 0 ? null : { pem, certificates }
  } catch {
    return null
  }
}
