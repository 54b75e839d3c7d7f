import { eventually } from '../../int/support/eventually.ts'
import { type Phone, workerOf } from './openPhone.ts'
import type { Stack } from './openStack.ts'

type FcmMessage = {
  notification: { title: string; body: string }
  data: Record<string, string>
  webpush: { notification: object; fcmOptions?: { link?: string } }
}

/** What was sent to a phone, as the stand-in of Google got it. */
export const sentTo = async (stack: Stack, token: string): Promise<FcmMessage[]> => {
  const response = await fetch(`${stack.fcmUrl}/sandbox/messages?token=${token}`)
  const { messages } = (await response.json()) as { messages: { message: FcmMessage }[] }
  return messages.map(({ message }) => message)
}

/** As Firebase hands a message to a browser (firebase-js-sdk, `MessagePayloadInternal`). */
const asWebPush = ({ notification, data, webpush }: FcmMessage): string =>
  JSON.stringify({
    from: '1234567890',
    priority: 'high',
    fcmMessageId: crypto.randomUUID(),
    notification: { ...notification, ...webpush.notification },
    data,
    ...(webpush.fcmOptions ? { fcmOptions: webpush.fcmOptions } : {}),
  })

/** Brings a push to the service worker of a phone, in place of Google's servers. */
export const deliverPush = async (
  stack: Stack,
  phone: Phone,
  message: FcmMessage,
): Promise<void> => {
  // The app may be closed: any page of the browser will do.
  const page = await phone.context.newPage()
  const devTools = await phone.context.newCDPSession(page)
  const registration = new Promise<string>((resolve) => {
    devTools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations.filter(({ scopeURL }) => scopeURL.includes('/agent'))
      if (first) resolve(first.registrationId)
    })
  })
  await devTools.send('ServiceWorker.enable')
  await devTools.send('ServiceWorker.deliverPushMessage', {
    origin: stack.url,
    registrationId: await registration,
    data: asWebPush(message),
  })
  await page.close()
}

/** Of a service worker's world, what is used here. */
type WorkerScope = EventTarget & {
  registration: ServiceWorkerRegistration
  clients: { openWindow: (url: string) => Promise<null> }
  location: Location
  NotificationEvent: new (type: string, given: { notification: Notification }) => Event
}

type Shown = { title: string; body: string; tag: string; lang: string }

/** What the phone shows above its apps. */
export const shownOn = async (phone: Phone, count: number): Promise<Shown[]> => {
  const worker = await workerOf(phone)
  return eventually(
    () =>
      worker.evaluate(async () => {
        const { registration } = globalThis as unknown as WorkerScope
        const all = await registration.getNotifications()
        return all.map(({ title, body, tag, lang }) => ({ title, body, tag, lang }))
      }),
    (shown) => shown.length === count,
  )
}

/**
 * Taps the only notification. A browser without a screen lets nobody tap, nor a worker open a window without a tap: so
 * the event is made here, and the address that the worker wants opened is given back.
 */
export const tapNotification = async (phone: Phone): Promise<string> => {
  const worker = await workerOf(phone)
  return worker.evaluate(async () => {
    const scope = globalThis as unknown as WorkerScope
    const opened: string[] = []
    scope.clients.openWindow = async (url) => {
      opened.push(url)
      return null
    }
    const [notification] = await scope.registration.getNotifications()
    if (!notification) throw new Error('There is no notification to be tapped.')
    const event = new scope.NotificationEvent('notificationclick', { notification })
    const waits: Promise<unknown>[] = []
    Object.defineProperty(event, 'waitUntil', { value: (one: Promise<unknown>) => waits.push(one) })
    scope.dispatchEvent(event)
    await Promise.all(waits)
    const [url] = opened
    if (url === undefined) throw new Error('The tap opened nothing.')
    return new URL(url, scope.location.href).href
  })
}
