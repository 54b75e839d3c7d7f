import type { Reply } from '../shell/callApi.ts'
import type { Words } from '../words/index.ts'

/** Why a log-in failed, in a sentence that says what to do. */
export const explainLogIn = (
  reply: Extract<Reply<unknown>, { isOk: false }>,
  words: Words,
): string => {
  const { logIn } = words
  if (reply.status === 0) return logIn.offline
  if (reply.status === 401 || reply.status === 400) {
    return /lock/i.test(reply.detail ?? '') ? logIn.locked : logIn.wrong
  }
  if (reply.status === 403) return logIn.notAsked
  return reply.status === 429 ? logIn.locked : words.unclear
}
