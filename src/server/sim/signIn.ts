import { randomBytes, randomUUID } from 'node:crypto'
import { setupError } from '../setupError.ts'
import { password } from './castOf.ts'
import { type Client, openClient, type Said } from './openClient.ts'

/** A phone that stays logged in by its own secret, and that takes pushes under a token. */
export type Phone = { client: Client; id: string; token: string }

const mustBe = (said: Said, what: string): Said => {
  if (said.status === 200) return said
  throw setupError({
    code: 'SIMULATION_FAILED',
    message: `${what} was refused (${said.status} ${said.code}); run it with --keep and read the log of the house.`,
  })
}

/** Logs in with a password, as in the panel. */
export async function logIn(api: string, email: string): Promise<Client> {
  const client = openClient(api)
  const said = mustBe(await client.ask('/users/login', { body: { email, password } }), 'A log-in')
  client.authorise(`JWT ${String(said.body.token)}`)
  return client
}

/** A token as Firebase makes them up. */
export const newToken = (): string => `phone-${randomUUID()}`

/** Logs in once, and from then on by the device's own secret. */
export async function signIn(api: string, email: string, name: string): Promise<Phone> {
  const client = await logIn(api, email)
  const secret = randomBytes(32).toString('base64url')
  const token = newToken()
  const body = { secret, token, platform: 'android', name, notifications: 'granted' }
  const said = mustBe(await client.ask('/devices/sign-in', { body }), 'A phone')
  client.authorise(`Device ${String(said.body.id)}.${secret}`)
  return { client, id: String(said.body.id), token }
}
