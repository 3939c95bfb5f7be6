import * as z from 'zod'

const example = 'Write it as https://login.example.com/oauth/token.'

function faultOf(value: string): string | null {
  if (!URL.canParse(value)) return `This is not an address. ${example}`
  const url = new URL(value)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return `The address must begin with https://. ${example}`
  }
  if (url.username !== '' || url.password !== '') return 'Leave user name and password out of the address.'
  if (value.includes('#')) return 'Leave out the # and what follows it.'
  return null
}

/** An OAuth 2.0 endpoint: absolute, perhaps with a query, without a fragment (RFC 6749 sections 3.1 and 3.2). */
export const oauthUrl = z
  .string(example)
  .trim()
  .max(2000, 'Write at most 2,000 characters.')
  .superRefine((value, context) => {
    const message = faultOf(value)
    if (message !== null) context.addIssue({ code: 'custom', message })
  })
  // One spelling for one address, so that two can be compared.
  .overwrite((value) => (URL.canParse(value) ? new URL(value).href : value))
