/**
 * How a platform counts: `utf16` counts UTF-16 units (most emoji are 2), `x` the larger of those and the
 * weighted count of X.
 */
export type Counting = 'utf16' | 'x'

const path = String.raw`[\x21-\x7e\u00c0-\u024f\u0400-\u04ff]*[\w/=&#%~+\u00c0-\u024f\u0400-\u04ff-]`
const domains =
  '[a-z]{2}|com|org|net|info|app|dev|shop|online|store|site|blog|news|agency|estate|homes|music|art|design|cloud|live|tech|world|xyz'

/** A URL counts 23 on X however short; bare domains are addresses there, too. */
const address = new RegExp(
  String.raw`\bhttps?://${path}|(?<![@\w.-])(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+(?:${domains})\b(?:/(?:${path})?)?`,
  'gi',
)

const isLight = (codePoint: number): boolean =>
  codePoint <= 4351 ||
  (codePoint >= 8192 && codePoint <= 8205) ||
  (codePoint >= 8208 && codePoint <= 8223) ||
  (codePoint >= 8242 && codePoint <= 8247)

/**
 * X's weighted length: 1 for the scripts of its light ranges, 2 for all else, 23 for an address.
 * Each code point of an emoji counts, where X takes 2 for the whole: rather too much than too little.
 * Source: docs.x.com, "Counting characters" (twitter-text configuration v3), read on 2026-08-21.
 */
const weigh = (text: string): number => {
  let weight = 0
  const withoutAddresses = text.normalize('NFC').replace(address, () => {
    weight += 23
    return ''
  })
  for (const character of withoutAddresses) weight += isLight(character.codePointAt(0) ?? 0) ? 1 : 2
  return weight
}

/** The length of a text (as it will be shown) by which Postiz and the platform judge it. */
export const countText = ({ text, counting }: { text: string; counting: Counting }): number =>
  counting === 'x' ? Math.max(weigh(text), text.length) : text.length
