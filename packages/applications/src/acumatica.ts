import {
  acumaticaEngine,
  cookieForm,
  endpointFields,
  instanceField,
  placeFields,
  withCookieSignIn,
} from './parts/acumatica-engine.ts'
import type { ApplicationDefinition } from './definition.ts'

export const acumatica = {
  ...acumaticaEngine,
  id: 'acumatica',
  name: 'Acumatica',
  description: 'Cloud ERP: finance, distribution, manufacturing',
  monogram: { text: 'AC', color: '#1d5b8f' },
  fields: withCookieSignIn([
    ...placeFields,
    { ...instanceField, placeholder: 'https://example.acumatica.com' },
    ...endpointFields({
      current: '25.200.001',
      known: ['26.200.001', '25.200.001', '24.200.001', '23.200.001', '22.200.001', '20.200.001'],
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
  setupHelp: [
    {
      title: 'Find the endpoint',
      steps: [
        'In Acumatica open the page Web Service Endpoints (SM207060).',
        'Choose the endpoint your programs use, usually Default with the newest version.',
        'The address before “/entity” is the Instance URI. You may paste the whole address here.',
      ],
    },
    {
      title: 'Register Patchbay as a connected application',
      steps: [
        'Sign in to the tenant (company) whose data you need: the client belongs to it.',
        'Open the page Connected Applications (SM303010) and add a record with a client name of your choice.',
        'As flow choose Authorization Code.',
        'On the tab Redirect URIs add the Callback URL that this form shows, letter by letter.',
        'On the tab Secrets choose Add Shared Secret and copy its value: it is shown only once.',
        'Save. The client ID, with “@” and the tenant at its end, is now on the page.',
      ],
      link: {
        label: 'Acumatica help: OAuth 2.0 and OpenID Connect',
        url: 'https://help.acumatica.com/',
      },
    },
    {
      title: 'Bring the client here',
      steps: [
        'Add an iClient with + and paste the client ID, with its tenant, and the secret.',
        'Choose Save & authorize and sign in as the user whose rights the connection shall have.',
      ],
    },
  ],
} as const satisfies ApplicationDefinition
