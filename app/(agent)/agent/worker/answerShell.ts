import { pagePath } from './chooseSource.ts'
import { ignoringVary } from './ignoringVary.ts'

type Args = {
  request: Request
  cache: Cache
  fetch: typeof fetch
  /** For how long the network may take where there is a page on the phone, in milliseconds. */
  waitMs?: number
}

const isPage = (response: Response): boolean =>
  response.ok &&
  !response.redirected &&
  (response.headers.get('content-type') ?? '').includes('text/html')

/**
 * The page from the network; from the phone where the network fails, is too slow, or answers something else, such as an
 * error or the log-in page of a hotel.
 */
export const answerPage = async ({ request, cache, fetch, waitMs = 4_000 }: Args) => {
  const kept = await cache.match(pagePath, ignoringVary)
  if (!kept) return fetch(request)
  try {
    const fresh = await fetch(request.url, {
      credentials: 'omit',
      redirect: 'manual',
      signal: AbortSignal.timeout(waitMs),
    })
    return isPage(fresh) ? fresh : kept
  } catch {
    // Whatever the network has against it, the page is here.
    return kept
  }
}

/** A file that changes only with a deployment: from the phone where it is there, else from the network, and kept. */
export const answerStatic = async ({ request, cache, fetch }: Args): Promise<Response> => {
  const kept = await cache.match(request, ignoringVary)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) await cache.put(request, fresh.clone())
  return fresh
}
