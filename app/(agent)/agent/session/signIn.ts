import { callApi, type Reply } from '../shell/callApi.ts'
import { makeSecret } from './credential.ts'
import type { KeptSession } from './keptSession.ts'
import { toPerson } from './person.ts'

type Args = {
  email: string
  password: string
  /** How the phone is called among others. */
  name: string
  /** In which pushes come (BCP 47). */
  language: string
  base?: string
}

type Failed = Extract<Reply<unknown>, { isOk: false }>

/**
 * Logs a person in on this phone for good: the password is sent once, and from then on a secret of the phone's own
 * making suffices. No cookie is taken.
 */
export const signIn = async (
  args: Args,
): Promise<{ isOk: true; session: KeptSession } | { isOk: false; reply: Failed }> => {
  const { email, password, name, language, base } = args
  const login = await callApi<{ user: unknown; token?: string }>({
    base,
    path: '/users/login?depth=0',
    method: 'POST',
    body: { email, password },
    authorization: null,
  })
  if (!login.isOk) return { isOk: false, reply: login }
  const person = toPerson(login.value.user)
  const { token } = login.value
  if (!person || !token) return { isOk: false, reply: unclear }
  const secret = makeSecret()
  const device = await callApi<{ id: string | number }>({
    base,
    path: '/devices/sign-in',
    method: 'POST',
    body: { secret, name, platform: 'web', language },
    authorization: `JWT ${token}`,
  })
  if (!device.isOk) return { isOk: false, reply: device }
  const id = String(device.value.id)
  return { isOk: true, session: { device: id, credential: `${id}.${secret}`, person } }
}

const unclear: Failed = { isOk: false, status: 502, code: 'UNKNOWN', detail: undefined }
