import type { LeavingTexts } from '../plan/entitle/findBeyond.ts'

type Found = { words: string[]; settings: string[]; files: number }

const isHtml = (name: string): boolean => name === 'html' || name === 'content'

/** Where the files of a payload stand, with their own names and descriptions. */
const isFiles = (name: string): boolean => ['files', 'media', 'image', 'images'].includes(name)

/** The one file of a payload that has a place for one. */
const isFile = (name: string, value: object): boolean => name === 'image' && 'sha256' in value

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }

/** Pictures are shown in HTML beside their files, and counted there. */
const toText = (html: string): string =>
  html
    .replace(/<img\b[^>]*>/gi, '')
    .replace(/\s(?:href|style|class|target|rel)="[^"]*"/gi, '')
    .replace(
      /<[^>]*>/g,
      (tag) => ` ${[...tag.matchAll(/="([^"]*)"/g)].map((one) => one[1]).join(' ')} `,
    )
    .replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] ?? '')

const walk = (value: unknown, name: string, isSetting: boolean, found: Found): void => {
  if (typeof value === 'string') {
    const texts = isSetting ? found.settings : found.words
    texts.push(isHtml(name) && !isSetting ? toText(value) : value)
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (isFiles(name) && Array.isArray(value)) {
    found.files += value.length
    return
  }
  if (isFile(name, value)) {
    found.files += 1
    return
  }
  for (const [key, one] of Object.entries(value)) {
    const isOwn = Array.isArray(value) ? name : key
    walk(one, isOwn, isSetting || key === 'settings', found)
  }
}

/**
 * All texts of a payload, whatever it is made of, and how many files: so that a field that is added one day is among them.
 * What stands in `besides` as well, such as names of the channel, is left out.
 */
export const readPayload = (payload: unknown, besides?: unknown): LeavingTexts => {
  const found: Found = { words: [], settings: [], files: 0 }
  walk(payload, '', false, found)
  if (besides === undefined) return found
  const own = readPayload(besides)
  const isOwn = new Set([...own.words, ...own.settings])
  return {
    words: found.words.filter((text) => !isOwn.has(text)),
    settings: found.settings.filter((text) => !isOwn.has(text)),
    files: found.files,
  }
}
