/** Parameters of a link that say where a click came from, and nothing of where it goes. */
const tracking =
  /^(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|gad_source|msclkid|ttclid|twclid|li_fat_id|igsh|igshid|mc_cid|mc_eid|_hsenc|_hsmi|yclid|epik|si|ref|ref_src|ref_url|source|s_cid|mkt_tok)$/i

const link = /\bhttps?:\/\/[^\s<>()[\]"'`]+/giu

/** A word that is there to be found by, or names others: they are changed from account to account. */
const isLabel = (word: string): boolean => /^[^\p{L}\p{N}]*[#@]/u.test(word)

const isWord = (word: string): boolean => /[\p{L}\p{N}]/u.test(word)

/** A text without the hashtags and mentions at its end, and what stands between them. */
const withoutLabels = (text: string): string => {
  const words = text.split(/\s+/u)
  const last = words.findLastIndex((word) => isWord(word) && !isLabel(word))
  return words.slice(0, last + 1).join(' ')
}

/** What nobody sees: soft hyphens, spaces without width, what makes a sign an emoji. */
const invisible = /\p{Cf}|[\uFE00-\uFE0F]/gu

const plainLink = (address: string): string => {
  const url = URL.parse(address)
  if (!url) return address
  const kept = [...url.searchParams].filter(([name]) => !tracking.test(name)).sort()
  const query = kept.map(([name, value]) => ` ${name} ${value}`).join('')
  const host = url.hostname.replace(/^www\./, '')
  return ` ${host} ${url.pathname} ${query} `
}

/**
 * What a text says, without how it is dressed: two texts that read alike have the same one. Compatible forms of letters
 * (full width, ligatures, bold letters of mathematics) are one, capitals are small letters, links have no tracking
 * parameters, no `www.` and no fragment; hashtags and mentions at the end are gone; whatever is no letter and no digit
 * (Markdown, punctuation, emoji, spaces) is one space.
 */
export const normaliseText = (text: string): string => {
  const composed = text.normalize('NFKC').replaceAll(invisible, '')
  return withoutLabels(composed.replaceAll(link, plainLink))
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .normalize('NFC')
    .trim()
}

const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Fewer letters and digits than this are a greeting or a slogan, which different posts may share. */
const fewestLetters = 32

/**
 * Whether a normalised text is long enough to be told from others by it: "Good morning!" under two pictures makes no one
 * post of them. A sign of Chinese, Japanese or Korean writing says as much as three letters.
 */
export const isTelling = (normalised: string): boolean => {
  let letters = 0
  for (const sign of normalised) {
    if (sign !== ' ') letters += dense.test(sign) ? 3 : 1
  }
  return letters >= fewestLetters
}
