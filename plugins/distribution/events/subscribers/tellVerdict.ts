import type { Verdict } from '../../channels/webhook/index.ts'

const hints: Record<number, string> = {
  401: 'It wants other credentials; look at the headers of this subscriber.',
  403: 'It does not let us in; look at the headers of this subscriber.',
  404: 'It has nothing at this address.',
  405: 'It takes no POST at this address.',
  410: 'It takes nothing any more.',
  429: 'It takes no more for now.',
}

const hintOf = (statusCode: number): string | undefined => {
  if (statusCode >= 300 && statusCode < 400) {
    return 'It sends us on to another address, which is not followed. Give the final address.'
  }
  return hints[statusCode]
}

/** What a receiver of events said, as a sentence; without secrets, since the verdict has none. */
export const tellVerdict = (verdict: Verdict): string => {
  const { statusCode, meta } = verdict.answer
  if (verdict.kind === 'taken' || statusCode === undefined) return verdict.message
  const excerpt = typeof meta?.excerpt === 'string' ? `“${meta.excerpt}”` : undefined
  return [`The receiver answered ${statusCode}.`, hintOf(statusCode), excerpt]
    .filter((part) => part !== undefined)
    .join(' ')
}
