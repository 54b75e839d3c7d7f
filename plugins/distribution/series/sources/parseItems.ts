import { parseFeed } from 'feedsmith'
import { compile } from 'html-to-text'
import { cut, type FoundItem, longest, mostItems } from './foundItem.ts'

/** What feeds of all formats say of an item. */
type Entry = {
  id: string | undefined
  title: string | undefined
  link: string | undefined
  html: string | undefined
  image: string | undefined
}

type Linked = { href?: string; rel?: string; type?: string }
type Enclosed = { url?: string; type?: string }

const isPicture = ({ type, url }: Enclosed): boolean =>
  type?.startsWith('image/') ?? /\.(png|jpe?g|webp|gif|avif)($|\?)/i.test(url ?? '')

const firstPicture = (found: Enclosed[] = []): string | undefined => found.find(isPicture)?.url

/** The first picture at the beginning of the text. Without its bounds a hostile text would keep the worker busy for hours. */
const pictureIn = (html: string | undefined): string | undefined =>
  /<img\b[^>]{0,500}?\bsrc\s{0,9}=\s{0,9}["']([^"']{1,2000})["']/i
    .exec((html ?? '').slice(0, 50_000))?.[1]
    ?.replaceAll('&amp;', '&')

const readEntries = (body: string): Entry[] => {
  const { format, feed } = parseFeed(body)
  if (format === 'atom') {
    return (feed.entries ?? []).map((entry) => {
      const links = (entry.links ?? []) as Linked[]
      const enclosed = links
        .filter(({ rel }) => rel === 'enclosure')
        .map(({ href, type }) => ({ url: href, type }))
      return {
        id: entry.id,
        title: entry.title?.value,
        link: links.find(({ rel }) => rel === undefined || rel === 'alternate')?.href,
        html: entry.content?.value ?? entry.summary?.value,
        image: firstPicture(enclosed as Enclosed[]),
      }
    })
  }
  if (format === 'json') {
    return (feed.items ?? []).map((item) => ({
      id: item.id,
      title: item.title,
      link: item.url,
      html: item.content_html ?? item.content_text ?? item.summary,
      image: item.image ?? item.banner_image,
    }))
  }
  if (format === 'rss') {
    return (feed.items ?? []).map((item) => ({
      id: item.guid?.value,
      title: item.title,
      link: item.link,
      html: item.content?.encoded ?? item.description,
      image: firstPicture(item.enclosures as Enclosed[] | undefined),
    }))
  }
  return (feed.items ?? []).map((item) => ({
    id: item.link,
    title: item.title,
    link: item.link,
    html: item.description,
    image: undefined,
  }))
}

/** Made once: to make it costs far more than the text of one item. */
const convert = compile({
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
  ],
})

const toText = (html: string): string => convert(html).trim()

const toItem = (entry: Entry, base: string): FoundItem | undefined => {
  const absolute = (address: string | undefined) => {
    const url = address === undefined ? null : URL.parse(address, base)
    const isFine = url && /^https?:$/.test(url.protocol) && url.href.length <= longest.link
    return isFine ? url.href : undefined
  }
  const link = absolute(entry.link)
  const key = entry.id?.trim() || link
  if (!key) return undefined
  const text = toText(entry.html ?? '')
  const title = toText(entry.title ?? '') || text.split('\n')[0] || key
  return {
    ...{ key: cut(key, longest.key), title: cut(title, longest.title) },
    ...{ text: cut(text, longest.text), link: link ?? null, imageAlt: null },
    image: absolute(entry.image ?? pictureIn(entry.html)) ?? null,
    ...{ fields: {}, isDraft: false, refusal: null },
  }
}

/**
 * The items of a feed, the oldest first: RSS, Atom, RDF or JSON Feed.
 *
 * @returns `nameless`: so many of them have neither an id nor a link, and are left out; `total`: so many it holds, of which
 *   those beyond `mostItems` are left out
 * @param base the address of the feed, to which its addresses may be relative
 * @throws where it is no feed
 */
export const parseItems = (
  body: string,
  base: string,
): { items: FoundItem[]; nameless: number; total: number } => {
  const all = readEntries(body)
  const entries = all.slice(0, mostItems)
  const items = entries.flatMap((entry) => toItem(entry, base) ?? []).reverse()
  return { items, nameless: entries.length - items.length, total: all.length }
}
