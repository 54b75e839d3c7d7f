import type { Policy } from '../../model/policy.ts'
import type { Content } from '../adapter.ts'
import { replaceAddresses } from './replaceAddresses.ts'
import { tagAddress } from './tagAddress.ts'

/** The site of an address: its host, with or without `www`. */
const siteOf = (address: string): string | undefined =>
  URL.parse(address)?.hostname.replace(/^www\./, '')

/**
 * A content with parameters on its link, wherever that stands, and on the other addresses of its site where the policy
 * says so. The link as its author wrote it stays as the canonical one.
 */
export const tagLinks = (
  content: Content,
  { parameters, on }: NonNullable<Policy['utm']>,
): Content => {
  const link = content.link?.trim() ?? ''
  const site = siteOf(link)
  if (!site) return content
  const isMeant = (address: string) =>
    address === link || (on === 'site' && siteOf(address) === site)
  const tag = (address: string) => (isMeant(address) ? tagAddress(address, parameters) : address)
  const tagText = (text: string) => replaceAddresses(text, tag)
  const tagged = tag(link)
  const { parts } = content
  return {
    ...content,
    text: tagText(content.text),
    ...(tagged === link
      ? {}
      : { link: tagged, canonicalLink: content.canonicalLink ?? content.link }),
    ...(parts ? { parts: parts.map((part) => ({ ...part, text: tagText(part.text) })) } : {}),
  }
}
