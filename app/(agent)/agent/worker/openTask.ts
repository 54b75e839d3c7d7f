import { pagePath } from './chooseSource.ts'
import type { Page, Scope } from './scope.ts'

/** The phone pages that are open, whichever version of the worker they know. Other pages of the server are none. */
export const agentPages = async ({ clients }: Pick<Scope, 'clients'>): Promise<Page[]> => {
  const all = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  return all.filter(({ url }) => new URL(url).pathname === pagePath)
}

/** Brings the page to the front, at a task where there is one; opens it where none is open. */
export const openTask = async (
  { clients }: Pick<Scope, 'clients'>,
  task: string | undefined,
): Promise<void> => {
  const pages = await agentPages({ clients })
  const page = pages.find(({ visibilityState }) => visibilityState === 'visible') ?? pages[0]
  if (!page) {
    await clients.openWindow(task ? `${pagePath}?task=${encodeURIComponent(task)}` : pagePath)
    return
  }
  const shown = await page.focus()
  if (task) shown.postMessage({ type: 'open', task })
}
