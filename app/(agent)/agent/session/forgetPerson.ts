import { phoneStore } from '../shell/phoneStore.ts'
import { tellWorker } from '../shell/tellWorker.ts'
import { wipeSession } from './keptSession.ts'

/** Takes everything of the person off this phone, but for answers that are not sent yet. Pushes end, too. */
export const forgetPerson = async (): Promise<void> => {
  await wipeSession(phoneStore)
  await tellWorker({ type: 'forget' })
  const registration = await navigator.serviceWorker?.getRegistration('/agent')
  const subscription = await registration?.pushManager?.getSubscription()
  await subscription?.unsubscribe()
  if ('clearAppBadge' in navigator) await navigator.clearAppBadge()
}
