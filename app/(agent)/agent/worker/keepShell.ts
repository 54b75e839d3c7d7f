import { besidePage, pagePath } from './chooseSource.ts'
import { findAssets } from './findAssets.ts'

type Args = { cache: Cache; fetch: typeof fetch }

/** So many files at most: a page that names more is not ours. */
const mostFiles = 200

const get = async (ask: typeof fetch, path: string, cache: RequestCache): Promise<Response> => {
  const response = await ask(path, { cache, credentials: 'omit' })
  if (!response.ok || response.redirected) {
    throw new Error(`The server answered ${response.status} for ${path}; it is tried again later.`)
  }
  return response
}

/**
 * Puts the page and everything that it loads into a cache, so that it opens without a network: what it names, and what
 * that names in turn, also what is loaded only later.
 *
 * @throws where anything is missing: half a page must not take the place of a whole one
 */
export const keepShell = async ({ cache, fetch }: Args): Promise<void> => {
  const page = await get(fetch, pagePath, 'reload')
  const found = new Set([...besidePage, ...findAssets(await page.clone().text())])
  const keepOne = async (path: string): Promise<string[]> => {
    const response = await get(fetch, path, besidePage.includes(path) ? 'reload' : 'default')
    const isText = /\.(js|css)$/.test(path)
    const named = isText ? findAssets(await response.clone().text()) : []
    await cache.put(path, response)
    return named
  }
  let next = [...found]
  while (next.length > 0 && found.size <= mostFiles) {
    const named = (await Promise.all(next.map(keepOne))).flat()
    next = [...new Set(named)].filter((path) => !found.has(path))
    for (const path of next) found.add(path)
  }
  if (next.length > 0) throw new Error(`The page names more than ${mostFiles} files.`)
  // Last: where the page is there, everything else is.
  await cache.put(pagePath, page)
}
