type Args = { share: number; postizUrl: string; fcmUrl: string }

const kinds = ['500', 'reset-before', 'reset-after', 'error-after', 'html-504'] as const

const post = async (url: string, body: unknown): Promise<void> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`The stand-in refused its faults: ${await response.text()}`)
}

/** Tells the stand-ins to let a share of the requests go wrong, in every way in which a network or a server does. */
export async function setFaults({ share, postizUrl, fcmUrl }: Args): Promise<void> {
  if (share === 0) return
  // The faults strike one after the other, each with its own chance; together they make up the share.
  const probability = 1 - (1 - share) ** (1 / kinds.length)
  await post(
    `${postizUrl}/sandbox/faults`,
    kinds.map((kind) => ({ kind, probability, match: { path: '/public/v1/' } })),
  )
  await post(`${fcmUrl}/sandbox/faults`, { behaviour: 'UNAVAILABLE', share })
}
