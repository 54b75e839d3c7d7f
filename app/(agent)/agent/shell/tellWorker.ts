import type { ToWorker } from '../worker/messages.ts'

/** Says something to the service worker; where there is none, nobody misses it. */
export const tellWorker = async (message: ToWorker): Promise<void> => {
  const registration = await navigator.serviceWorker?.getRegistration('/agent')
  registration?.active?.postMessage(message)
}
