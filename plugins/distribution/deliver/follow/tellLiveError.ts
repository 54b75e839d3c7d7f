import type { RemoteState } from '../../channels/adapter.ts'
import type { Reason } from '../../model/changeState.ts'

const listed = new Intl.ListFormat('en')

/** The reason of a post that is live though Postiz reports an error: which of its comments is missing, where that is it. */
export const tellLiveError = (found: Extract<RemoteState, { kind: 'error' }>): Reason => {
  const { missingParts = [], message } = found
  const code = 'PUBLISHED_WITH_WARNING'
  if (missingParts.length === 0) {
    return { code, message: `Is live, but Postiz reports an error: ${message}` }
  }
  const isOne = missingParts.length === 1
  const which = `part${isOne ? '' : 's'} ${listed.format(missingParts.map(String))}`
  return {
    code,
    message: `Is live, but of what follows it ${which} ${isOne ? 'is' : 'are'} missing. Look at the post, and write what is missing by hand. Postiz says: ${message}`,
  }
}
