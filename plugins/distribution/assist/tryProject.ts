import type { Push, PushResult } from '../channels/manual/push.ts'

/** Refusals that mean the credentials; whatever is said of a token that nobody has is as it should be. */
const refusals = ['PUSH_CREDENTIALS_REFUSED', 'PUSH_PROJECT_NOT_FOUND']

export type ProjectState = {
  state: 'works' | 'refused' | 'no_answer'
  /** What Google said; empty where it lets the account in. */
  message: string
}

const toState = (result: PushResult | undefined): ProjectState => {
  if (result && 'code' in result && refusals.includes(result.code)) {
    return { state: 'refused', message: result.message }
  }
  if (result?.kind === 'retry') return { state: 'no_answer', message: result.message }
  return { state: 'works', message: '' }
}

/** Pushes to a phone that nobody has: Google says whether it knows the project and lets the account in. */
export const tryProject = async (push: Push, signal?: AbortSignal): Promise<ProjectState> => {
  const { results } = await push.send({
    tokens: ['a-phone-that-nobody-has'],
    notification: { title: 'Postyard', body: '' },
    data: {},
    ttlSeconds: 0,
    collapseKey: 'test',
    signal,
  })
  return toState(results[0])
}
