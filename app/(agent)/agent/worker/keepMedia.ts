import { ignoringVary } from './ignoringVary.ts'

type Args = {
  /** All that is to be here; whatever else is kept goes. */
  urls: string[]
  /** Of this server. Files of another one are not kept. */
  origin: string
  cache: Pick<Cache, 'keys' | 'match' | 'put' | 'delete'>
  fetch: typeof fetch
}

/**
 * Fetches the files of what is due soon, one after the other so that the page is not held up, and drops the others.
 * What cannot be fetched now is left to the next time.
 *
 * @returns how many of them are here
 */
export const keepMedia = async ({ urls, origin, cache, fetch }: Args): Promise<number> => {
  const wanted = new Set(
    urls
      .map((url) => new URL(url, origin))
      .flatMap((url) => (url.origin === origin ? [url.href] : [])),
  )
  for (const { url } of await cache.keys())
    if (!wanted.has(url)) await cache.delete(url, ignoringVary)
  let count = 0
  for (const url of wanted) {
    if (await cache.match(url, ignoringVary)) count += 1
    else if (await keepOne({ url, cache, fetch })) count += 1
  }
  return count
}

const keepOne = async ({
  url,
  cache,
  fetch,
}: Pick<Args, 'cache' | 'fetch'> & { url: string }): Promise<boolean> => {
  try {
    const response = await fetch(url, { credentials: 'omit' })
    if (response.status !== 200) return false
    await cache.put(url, response)
    return true
  } catch {
    // No network, or no room on the phone: the file comes from the server when it is looked at.
    return false
  }
}
