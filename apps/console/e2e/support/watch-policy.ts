import type { BrowserContext } from '@playwright/test'

const word = 'Content-Security-Policy violated'

/** Everything that the content security policy refuses from now on, on every page of the context. */
export async function watchPolicy(context: BrowserContext): Promise<readonly string[]> {
  const violations: string[] = []
  await context.addInitScript((said) => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      // oxlint-disable-next-line no-console -- the console is how a page tells the test
      console.error(said, violatedDirective, blockedURI, sourceFile)
    })
  }, word)
  context.on('console', (message) => {
    const text = message.text()
    if (text.startsWith(word) || /violates the following .*policy/i.test(text)) violations.push(text)
  })
  return violations
}
