const secretField =
  /("?[\w-]*(?:token|secret|password|authorization|api_?key|cookie)[\w-]*"?\s*[:=]\s*)("[^"]*"|[^\s,;&}"]+)/gi

/**
 * Makes a text from the far side safe to show and to keep: the key itself, anything named like a secret and
 * bearer tokens become `[removed]`, and it ends after `maxLength` UTF-16 units.
 */
export const redact = ({
  text,
  apiKey,
  maxLength = 500,
}: {
  text: string
  apiKey?: string
  maxLength?: number
}): string => {
  const withoutKey = apiKey ? text.replaceAll(apiKey, '[removed]') : text
  const clean = withoutKey
    .replace(/\bbearer\s+[\w.~+/=-]+/gi, '[removed]')
    .replace(secretField, '$1[removed]')
  return clean.length > maxLength ? `${clean.slice(0, maxLength - 1).toWellFormed()}…` : clean
}
