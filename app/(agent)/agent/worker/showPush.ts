import type { Store } from '../shell/store.ts'
import { wordsOf } from '../words/index.ts'
import { chooseLanguage } from '../words/language.ts'
import { noticeFor } from './noticeFor.ts'
import { agentPages } from './openTask.ts'
import type { PushEvent, Scope } from './scope.ts'

type Args = { scope: Scope; store: Store; data: PushEvent['data'] }

/** Under which key stands what the icon of the app counts: the ids of tasks that are to be done now. */
const openKey = 'open-tasks'

const payloadOf = (data: PushEvent['data']): unknown => {
  try {
    return data?.json()
  } catch {
    // A push in another form than Firebase's is shown with our own words.
    return undefined
  }
}

const readLanguage = async ({ scope, store }: Pick<Args, 'scope' | 'store'>) => {
  // A store that is broken must not keep a push from being shown.
  const chosen = (await store.get<string>('language').catch(() => undefined)) ?? null
  return wordsOf(chooseLanguage({ chosen, phone: scope.navigator.languages }))
}

/** Shows a push, counts it on the icon of the app, and tells pages that are open to look for what is new. */
export const showPush = async ({ scope, store, data }: Args): Promise<void> => {
  const { push } = await readLanguage({ scope, store })
  const notice = noticeFor({
    payload: payloadOf(data),
    fallback: { title: push.cameTitle, body: push.cameBody },
  })
  await scope.registration.showNotification(notice.title, notice.options)
  const { task, isTest } = notice
  for (const page of await agentPages(scope)) page.postMessage({ type: 'pushed', task, isTest })
  if (task === undefined) return
  const open = new Set([...((await store.get<string[]>(openKey)) ?? []), task])
  await store.set(openKey, [...open])
  await scope.navigator.setAppBadge?.(open.size)
}

/** Takes down notifications about what is over, and remembers what is open. */
export const followTasks = async ({
  scope,
  store,
  open,
  over,
}: Pick<Args, 'scope' | 'store'> & { open: string[]; over: string[] }): Promise<void> => {
  await store.set(openKey, open)
  const tags = new Set(over.map((id) => `task-${id}`))
  for (const shown of await scope.registration.getNotifications()) {
    if (tags.has(shown.tag)) shown.close()
  }
}
