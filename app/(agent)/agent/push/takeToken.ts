/** What Firebase's `initializeApp` and `getToken` take. */
export type WebSettings = { config: Record<string, string>; vapidKey: string }

type Args = {
  settings: WebSettings
  registration: ServiceWorkerRegistration
  /** True where the old token is not valid any more: Firebase takes a new one for a new subscription. */
  isAnew: boolean
}

/**
 * Asks Firebase for the token by which this phone is pushed. Its code is loaded only here, by those who want pushes.
 * Pushes are shown by our own service worker.
 *
 * @throws FirebaseError with a `code` such as `messaging/token-subscribe-failed`; DOMException where the browser's own
 *   push service is out of reach
 */
export const takeToken = async ({ settings, registration, isAnew }: Args): Promise<string> => {
  const [{ getApps, initializeApp }, { getMessaging, getToken }] = await Promise.all([
    import('@firebase/app'),
    import('@firebase/messaging'),
  ])
  const app = getApps()[0] ?? initializeApp(settings.config)
  if (isAnew) await (await registration.pushManager.getSubscription())?.unsubscribe()
  return getToken(getMessaging(app), {
    vapidKey: settings.vapidKey,
    serviceWorkerRegistration: registration,
  })
}

/** The code of what went wrong, short enough for a sentence. */
export const codeOf = (error: unknown): string => {
  if (error === null || typeof error !== 'object') return 'unknown'
  const { code, name } = error as { code?: unknown; name?: unknown }
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown'
}
