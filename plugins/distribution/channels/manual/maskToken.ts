/** A device token as people and logs may see it: its last 6 characters, fewer where the token is short. */
export const maskToken = (token: string): string =>
  `…${token.slice(token.length - Math.min(6, Math.floor(token.length / 2)))}`

type Args = { text: string; tokens: readonly string[]; maxLength?: number }

/**
 * A far side's own words, fit for a receipt: no device token and no access token whole, at most
 * `maxLength` characters (300 by default).
 */
export function redactTokens({ text, tokens, maxLength = 300 }: Args): string {
  const masked = tokens.reduce(
    (rest, token) => (token ? rest.replaceAll(token, maskToken(token)) : rest),
    text,
  )
  const clean = masked.replaceAll(/(Bearer\s+|ya29\.)[\w.~+/=-]+/gi, '$1…')
  return clean.length > maxLength ? `${clean.slice(0, maxLength)}…` : clean
}
