import { keyScopes } from '../../keys/keyScopes.ts'
import type { Operation } from '../../operation.ts'
import type { Settings } from '../../options.ts'

type Requirement = Record<string, string[]>

/** Ways to log in of which one suffices for every operation. */
const everyoneMay: Requirement[] = [{ login: [] }, { apiKey: [] }, { session: [] }]

/** Which log-ins an operation takes; with a key stands the scope that it needs. */
export const securityOf = ({
  isForPhones,
  permission,
}: Pick<Operation, 'isForPhones' | 'permission'>): Requirement[] => [
  ...(isForPhones ? [{ device: [] }] : []),
  ...(keyScopes.includes(permission) ? [{ key: [permission] }] : []),
  ...everyoneMay,
]

/** The ways to log in. `x-value` is what the header says, with names in braces for what is put in their places. */
export const securitySchemes = (settings: Settings) => ({
  key: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'pyk_…',
    description:
      'For programs: a key of one client, with scopes and an end. A manager makes it in the panel under API; it is shown once.',
  },
  device: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    'x-value': 'Device {id}.{secret}',
    description:
      'Of a phone that has signed in: the word `Device`, a space, then the `id` that `devices.signIn` answered, a full stop, and the secret that the phone made. It holds until the phone is revoked, and opens what is marked with it, nothing else.',
  },
  login: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The `token` that `users.logIn` answered. It ends at the time in `exp`.',
  },
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    'x-value': `${settings.usersSlug} API-Key {key}`,
    description: `For programs that are users of their own: the words \`${settings.usersSlug} API-Key\`, a space, and the key of a user.`,
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'payload-token',
    description: 'The cookie of the panel and of the phone page, which a browser keeps.',
  },
})
