import { callApi } from '../shell/callApi.ts'

/** The code by which our server, and nothing in between, says that it does not know a credential. */
const unknownCode = 'UNAUTHENTICATED'

/** Whether the server does not take this phone's credential any more. Out of reach is no answer: then it is not. */
export const isRevoked = async (base?: string): Promise<boolean> => {
  const reply = await callApi({ base, path: '/assist/devices?whose=mine' })
  return !reply.isOk && reply.status === 401 && reply.code === unknownCode
}
