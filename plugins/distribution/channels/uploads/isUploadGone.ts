const answerMs = 5_000

const goneStatuses = new Set([404, 410])

const ask = (url: string, method: 'HEAD' | 'GET'): Promise<Response> =>
  fetch(url, {
    method,
    redirect: 'manual',
    credentials: 'omit',
    headers: method === 'GET' ? { range: 'bytes=0-0' } : {},
    signal: AbortSignal.timeout(answerMs),
  })

/** The address of a file is asked only where it lies beside Postiz itself, or is reached over TLS. */
const isAskable = (path: string, baseUrl: string): boolean => {
  const url = URL.parse(path)
  if (!url) return false
  return url.protocol === 'https:' || url.origin === URL.parse(baseUrl)?.origin
}

/**
 * Whether a file that was uploaded is certainly not there any more: its address says so (404, 410) twice, or answers
 * with a page. Where nobody answers, the address may be one that is not reached from here, and nothing is certain.
 */
export const isUploadGone = async (args: { path: string; baseUrl: string }): Promise<boolean> => {
  const { path, baseUrl } = args
  if (!isAskable(path, baseUrl)) return false
  try {
    const head = await ask(path, 'HEAD')
    if (head.ok) return /^text\/html\b/i.test(head.headers.get('content-type') ?? '')
    if (!goneStatuses.has(head.status)) return false
    const got = await ask(path, 'GET')
    await got.body?.cancel()
    return goneStatuses.has(got.status)
  } catch {
    // No answer is no proof; whoever needs the file finds out.
    return false
  }
}
