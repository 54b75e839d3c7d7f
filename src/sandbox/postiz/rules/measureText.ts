import { stripToNormal } from './showText.ts'

type Args = { content: string; identifier: string }

/**
 * The length that Postiz compares with a provider's limit: UTF-16 units of the stripped text
 * (an emoji counts 2, the entities of untagged text count in full); for X the larger of that and
 * X's own weighted count, so a long URL counts in full.
 */
export function measureText({ content, identifier }: Args): number {
  const text = stripToNormal(content)
  return identifier === 'x' ? Math.max(text.length, weigh(text)) : text.length
}

const url = /https?:\/\/[^\s]+/g

/** X counts a URL as 23, and what lies outside these ranges as 2 (docs.x.com, counting characters). */
function weigh(text: string): number {
  const urls = text.match(url)?.length ?? 0
  let weight = urls * 23
  for (const letter of text.replace(url, '')) {
    const code = letter.codePointAt(0)!
    const isLight =
      code <= 4351 ||
      (code >= 8192 && code <= 8205) ||
      (code >= 8208 && code <= 8223) ||
      (code >= 8242 && code <= 8247)
    weight += isLight ? 1 : 2
  }
  return weight
}
