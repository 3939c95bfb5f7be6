import { Router, urlencoded, type Request, type Response } from 'express'
import type { Provider } from 'oidc-provider'
import { isUser } from './account.ts'
import type { ClientRegistry, NewClient } from './clients.ts'
import { SandboxError } from './error.ts'
import { PageSession } from './page-session.ts'
import {
  connectedApplicationsPage,
  type RegistrationFields,
  type RegistrationForm,
} from './pages/connected-applications.ts'
import { signInPage } from './pages/sign-in.ts'
import { readPublicKey } from './public-key.ts'
import { refuseForeignPost } from './same-origin.ts'
import { sendPage } from './send-page.ts'
import type { StandIn } from './stand-in.ts'

interface ConnectedApplicationsOptions {
  standIn: StandIn
  provider: Provider
  clients: ClientRegistry
  origin: string
  path: string
}

interface Registration {
  registered?: NewClient
  errors: RegistrationForm['errors']
}

/** Where a client is registered: Acumatica's form SM303010, in small. */
export function createConnectedApplications(options: ConnectedApplicationsOptions): Router {
  const { standIn, provider, clients, origin, path } = options
  const session = new PageSession(provider, { name: `sandbox_${standIn.application}_pages`, path })
  const showSignIn = (res: Response, refusedUserName?: string): void => {
    const refused = refusedUserName !== undefined
    const page = signInPage({ standIn, action: `${path}/sign-in`, userName: refusedUserName ?? '', refused })
    sendPage(res, { status: refused ? 422 : 200, page })
  }

  const router = Router()
  router.use(refuseForeignPost(origin), urlencoded({ extended: false, limit: '8kb' }))

  router.get('/', (req, res) => {
    if (!session.isSignedIn(req, res)) return showSignIn(res)
    sendPage(res, { page: connectedApplicationsPage({ standIn, path, clients: clients.list() }) })
  })

  router.post('/sign-in', (req, res) => {
    const { userName, password } = fieldsOf(req, ['userName', 'password'])
    if (!isUser(userName, password)) return showSignIn(res, userName)
    session.signIn(req, res)
    res.redirect(303, path)
  })

  router.post('/sign-out', (req, res) => {
    session.signOut(req, res)
    res.redirect(303, path)
  })

  router.post('/', async (req, res) => {
    if (!session.isSignedIn(req, res)) return res.redirect(303, path)
    const form = fieldsOf(req, ['clientName', 'redirectUri', 'publicKey'])
    const { registered, errors } = await register(form)
    const shown = registered ? { registered } : { form: { ...form, errors } }
    const page = connectedApplicationsPage({ standIn, path, clients: clients.list(), ...shown })
    sendPage(res, { status: registered ? 201 : 422, page })
  })

  async function register(form: RegistrationFields): Promise<Registration> {
    const errors = faultsOf(form)
    if (Object.keys(errors).length > 0) return { errors }
    try {
      const takesKey = standIn.publicKeyHint !== undefined && form.publicKey !== ''
      const publicKey = takesKey ? readPublicKey(form.publicKey) : undefined
      const client = { name: form.clientName, redirectUris: [form.redirectUri], publicKey }
      return { registered: await clients.register(client), errors }
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error
      return { errors: { [error.code === 'invalid_key' ? 'publicKey' : 'redirectUri']: error.message } }
    }
  }

  return router
}

function faultsOf(form: RegistrationFields): RegistrationForm['errors'] {
  const errors: RegistrationForm['errors'] = {}
  if (form.clientName === '') errors.clientName = 'Write a name for the client.'
  if (form.clientName.length > 100) errors.clientName = 'Write a name of at most 100 characters.'
  if (!/^https?:$/.test(URL.parse(form.redirectUri)?.protocol ?? '')) {
    errors.redirectUri = 'Write the whole address, such as http://localhost:4600/connection/oauth2callback.'
  }
  return errors
}

function fieldsOf<const Name extends string>(req: Request, names: Name[]): Record<Name, string> {
  const body = (req.body ?? {}) as Record<string, unknown>
  const entries = names.map((name) => [name, typeof body[name] === 'string' ? body[name].trim() : ''])
  return Object.fromEntries(entries) as Record<Name, string>
}
