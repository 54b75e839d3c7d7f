/** A header that the receiver wants besides ours. Its value counts as secret. */
export type CustomHeader = { name: string; value: string }

/** A secret that signs, `whsec_` and 24 to 64 bytes in base64; one that was replaced signs beside its successor for a while. */
export type SigningSecret = { secret: string; until?: string }

/** How one receiver is reached. All of it is kept encrypted: addresses of webhooks often are secrets themselves. */
export type Endpoint = {
  url: string
  headers: CustomHeader[]
  /** The present one first. */
  secrets: SigningSecret[]
}

/** Those that sign at an instant: the present one, and the one before it for as long as it holds. */
export const secretsAt = ({ secrets }: Pick<Endpoint, 'secrets'>, now: Date): string[] =>
  secrets.filter(({ until }) => !until || new Date(until) > now).map(({ secret }) => secret)

/** How long a secret that was replaced goes on signing, in milliseconds. */
export const overlapMs = 24 * 60 * 60_000

/** The secrets after one was replaced by a new one. One that is given again changes nothing. */
export const rotate = (before: SigningSecret[], secret: string, now: Date): SigningSecret[] => {
  const [current] = before
  if (current?.secret === secret) return before
  const until = new Date(now.getTime() + overlapMs).toISOString()
  return [{ secret }, ...(current ? [{ secret: current.secret, until }] : [])]
}
