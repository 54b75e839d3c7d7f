import { decodeEntities, tokenise } from './markup.ts'
import type { Editor } from './providers.ts'

type Args = { content: string; editor: Editor }

export type Shown = {
  /** What the platform's API is given, to the letter. */
  sent: string
  /** What a reader of the platform sees. */
  shown: string
}

/**
 * Turns stored content into what the platform gets. Content without any tag is passed on as it
 * is, entities and all; with tags, but without one bare `<p>`, the normal editor passes on the
 * literal HTML; `<br>` joins its lines.
 */
export function showText({ content, editor }: Args): Shown {
  if (!hasTag(content)) {
    return { sent: content, shown: editor === 'html' ? decodeEntities(content) : content }
  }
  if (editor === 'html') return { sent: content, shown: linesOf(content, {}) }
  if (editor === 'markdown') {
    const marks = { bold: (text: string) => `**${text}**`, underlined: (text: string) => text }
    return { sent: `${linesOf(content, marks)}\n`, shown: linesOf(content, {}) }
  }
  const text = stripToNormal(content)
  return { sent: text, shown: text }
}

/** The text whose length Postiz measures, whatever the provider's own editor. */
export function stripToNormal(content: string): string {
  if (!hasTag(content) || !content.includes('<p>')) return content
  return linesOf(content, { bold, underlined })
}

const hasTag = (content: string): boolean => /<\/?[a-z][\s\S]*>/i.test(content)

type Marks = { bold?: (text: string) => string; underlined?: (text: string) => string }

const endsLine = new Set(['p', 'h1', 'h2', 'h3', 'li'])

function linesOf(content: string, marks: Marks): string {
  let text = ''
  let strong = 0
  let underline = 0
  for (const token of tokenise(content)) {
    if (token.kind === 'text') {
      const underlinedText =
        underline && marks.underlined ? marks.underlined(token.text) : token.text
      text += strong && marks.bold ? marks.bold(underlinedText) : underlinedText
      continue
    }
    const step = token.kind === 'open' ? 1 : -1
    if (token.tag === 'strong') strong += step
    else if (token.tag === 'u') underline += step
    else if (token.tag === 'li' && step === 1) text += '- '
    else if (endsLine.has(token.tag) && step === -1) text += '\n'
  }
  return text.trim()
}

/** Mathematical sans-serif bold letters and digits, which look bold everywhere. */
function bold(text: string): string {
  return text.replace(/[A-Za-z0-9]/g, (letter) => {
    const code = letter.charCodeAt(0)
    if (code >= 97) return String.fromCodePoint(0x1d5ee + code - 97)
    if (code >= 65) return String.fromCodePoint(0x1d5d4 + code - 65)
    return String.fromCodePoint(0x1d7ec + code - 48)
  })
}

function underlined(text: string): string {
  return text.replace(/[^\s]/gu, (letter) => `${letter}\u0332`)
}
