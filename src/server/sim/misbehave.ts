/** How a phone's pushes fare with the stand-in of Google. */
type Behaviour = {
  behaviour: 'UNREGISTERED' | 'QUOTA_EXCEEDED' | 'UNAVAILABLE' | 'INTERNAL' | 'slow'
  share?: number
  retryAfterSeconds?: number
  delayMs?: number
}

/** By the last digit of an agent's place; the phones of all others are well. */
const behaviours: Record<number, Behaviour> = {
  4: { behaviour: 'QUOTA_EXCEEDED', share: 0.25, retryAfterSeconds: 2 },
  5: { behaviour: 'UNAVAILABLE', share: 0.25 },
  6: { behaviour: 'slow', share: 0.5, delayMs: 1_500 },
  8: { behaviour: 'INTERNAL', share: 0.1 },
}

/** The apps of some were installed anew and not opened since: Google no longer knows their token. */
export const isGone = (place: number): boolean => place % 10 === 7

export const behaviourOf = (place: number): Behaviour | undefined =>
  isGone(place) ? { behaviour: 'UNREGISTERED' } : behaviours[place % 10]

export async function misbehave(
  fcmUrl: string,
  token: string,
  behaviour: Behaviour,
): Promise<void> {
  const response = await fetch(`${fcmUrl}/sandbox/tokens/${encodeURIComponent(token)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(behaviour),
  })
  if (!response.ok) throw new Error(`The stand-in refused a behaviour: ${await response.text()}`)
}
