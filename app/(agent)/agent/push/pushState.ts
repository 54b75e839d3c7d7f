import type { Phone } from './reportPhone.ts'

/**
 * Whether pushes reach this phone, and what stands in the way: nobody has been asked yet (`off`), the person or the
 * phone refuses (`blocked`), iOS wants the page on the home screen (`install`), the address is not secure, the browser
 * has no push, the office has set none up, or Google refused (`failed`).
 */
export type PushState =
  | 'unknown'
  | 'on'
  | 'starting'
  | 'off'
  | 'blocked'
  | 'install'
  | 'insecure'
  | 'unsupported'
  | 'notSetUp'
  | 'failed'

/** What the browser says of itself. */
export type BrowserFacts = {
  isSecure: boolean
  hasPush: boolean
  permission: NotificationPermission
  isIos: boolean
  isInstalled: boolean
}

type Args = {
  browser: BrowserFacts
  /** Whether the server has web push set up; undefined as long as that is not known. */
  isSetUp: boolean | undefined
  /** What the server says of this phone; undefined as long as it has not. */
  server: Phone['push'] | undefined
  /** Why Google refused, if it did. */
  failure: string | undefined
}

export const pushState = ({ browser, isSetUp, server, failure }: Args): PushState => {
  const { isSecure, hasPush, permission, isIos, isInstalled } = browser
  if (isSetUp === undefined) return 'unknown'
  if (!isSetUp) return 'notSetUp'
  if (!isSecure) return 'insecure'
  if (!hasPush) return isIos && !isInstalled ? 'install' : 'unsupported'
  if (permission === 'denied') return 'blocked'
  if (permission === 'default') return 'off'
  if (failure !== undefined) return 'failed'
  return server === 'works' ? 'on' : 'starting'
}

/** What is told to the server, so that staff see where notifications are blocked. */
export const toldOf = ({
  hasPush,
  permission,
}: Pick<BrowserFacts, 'hasPush' | 'permission'>): 'granted' | 'blocked' | 'unknown' => {
  if (!hasPush || permission === 'denied') return 'blocked'
  return permission === 'granted' ? 'granted' : 'unknown'
}

/** Which of the remedies for blocked notifications fits this phone. */
export const remedyForBlocked = ({
  isIos,
  isInstalled,
}: Pick<BrowserFacts, 'isIos' | 'isInstalled'>) =>
  isIos ? 'blockedOnIos' : isInstalled ? 'blockedInApp' : 'blockedInBrowser'
