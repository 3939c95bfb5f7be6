import {
  acumaticaEngine,
  cookieForm,
  endpointFields,
  instanceField,
  placeFields,
  withCookieSignIn,
} from './parts/acumatica-engine.ts'
import type { ApplicationDefinition } from './definition.ts'

/**
 * lexbizz is built on Acumatica and was renamed Haufe X360. No documentation of its own OAuth endpoints was found, so
 * Acumatica's hold; the host pattern `*.lexbizz.app` is not confirmed and therefore not checked.
 */
export const lexbizz = {
  ...acumaticaEngine,
  id: 'lexbizz',
  name: 'lexbizz',
  description: 'Cloud ERP for small and medium companies',
  monogram: { text: 'LB', color: '#3a6ea5' },
  fields: withCookieSignIn([
    ...placeFields,
    { ...instanceField, placeholder: 'https://example.lexbizz.app' },
    ...endpointFields({
      current: '20.200.001',
      known: ['25.200.001', '24.200.001', '23.200.001', '22.200.001', '20.200.001'],
    }),
  ]),
  form: [
    'mode',
    'agentId',
    'authType',
    'instanceUri',
    ['endpointName', 'endpointVersion'],
    ...cookieForm,
    'scopes',
    'iClient',
    'callbackUrl',
  ],
  iClient: { ...acumaticaEngine.iClient, toggle: 'Configure your client id and secret' },
  setupHelp: [
    {
      title: 'Find the endpoint',
      steps: [
        'In lexbizz open the page Web Service Endpoints (search for “endpoint”).',
        'Note the endpoint name, usually Default, and its version, such as 20.200.001.',
        'The Instance URI is the address you use lexbizz at, up to the first slash after the host.',
      ],
    },
    {
      title: 'Register Patchbay as a connected application',
      steps: [
        'Open the page Connected Applications and add a client with a name of your choice.',
        'As flow choose Authorization Code.',
        'On the tab Redirect URIs add the Callback URL that this form shows, letter by letter.',
        'On the tab Secrets add a shared secret and copy its value: it is shown only once.',
        'Save, and copy the client ID together with “@” and the tenant at its end.',
      ],
    },
    {
      title: 'Bring the client here',
      steps: [
        'Tick “Configure your client id and secret”, add an iClient with + and paste both values.',
        'Choose Save & authorize and sign in as the user whose rights the connection shall have.',
      ],
    },
  ],
} as const satisfies ApplicationDefinition
