import { createHash } from 'node:crypto'
import type { Options } from 'nodemailer/lib/mailer/index.js'
import type { Content, MediaFile } from '../adapter.ts'
import { cleanText, escapeHtml } from '../text/cleanText.ts'
import { markdownToHtml } from '../text/markdownToHtml.ts'
import { plainText } from '../text/plainText.ts'

/** A post as its readers get it by mail: the same words as HTML and as text, pictures among them, other files attached. */
export type Letter<File> = {
  subject: string
  text: string
  html: string
  /** The link as its author wrote it, where something was added to it. */
  canonicalLink: string | null
  files: File[]
}

/** One mail to one address. */
export type Mail = { from: string; to: string; content: Options }

/** A file of a letter, and the name by which its HTML shows it. */
export type LetterFile = {
  cid: string
  name: string
  mimeType: string
  bytes: Buffer
}

const attribute = (text: string): string => escapeHtml(text).replaceAll('"', '&quot;')

/** The name by which the HTML shows the file at a place. */
export const cidOf = (index: number): string => `file${index + 1}`

const showPicture = ({ mimeType, alt }: MediaFile, index: number): string =>
  mimeType.startsWith('image/')
    ? `<p><img src="cid:${cidOf(index)}" alt="${attribute(alt ?? '')}" style="max-width:100%"></p>`
    : ''

/** One line, without what would begin another header. */
const oneLine = (text: string): string => cleanText(text).replaceAll(/\s+/g, ' ').trim()

/** A post as a letter; what follows the post stands below it. `toFile` says what stands for a file. */
export const composeLetter = <File>(
  content: Content,
  toFile: (file: MediaFile) => File,
): Letter<File> => {
  const words = [content, ...(content.parts ?? [])]
  const files = words.flatMap(({ media }) => media)
  const { link } = content
  const parts = [
    ...words.map(({ text }) => markdownToHtml(text)),
    ...(link ? [markdownToHtml(`<${link}>`)] : []),
    ...files.map(showPicture),
  ]
  return {
    subject: oneLine(content.title),
    text: [
      plainText(content),
      ...(content.parts ?? []).map(({ text }) => plainText({ text })),
    ].join('\n\n'),
    html: parts.filter((part) => part !== '').join('\n'),
    canonicalLink: content.canonicalLink ?? null,
    files: files.map(toFile),
  }
}

/** Who follows the link of a mail by a program finds the page itself by it (RFC 6596). */
const headOf = ({ canonicalLink }: Letter<unknown>): string =>
  canonicalLink ? `<head><link rel="canonical" href="${attribute(canonicalLink)}"></head>` : ''

export type Sender = {
  address: string
  name?: string | null
  replyTo?: string | null
  /** Where servers send what they could not deliver after all (RFC 5321, 4.4). @default `address` */
  bouncesTo?: string | null
}

/** The same for every attempt: a server or a reader that gets a mail twice sees that it is one. */
export const messageIdOf = (delivery: string, to: string, sender: Sender): string => {
  const hash = createHash('sha256').update(`${delivery} ${to.toLowerCase()}`).digest('hex')
  return `<${hash.slice(0, 40)}@${sender.address.split('@')[1]}>`
}

/** A letter to one address, with the one click that ends it (RFC 2369, RFC 8058). */
export const composeMail = (args: {
  letter: Letter<LetterFile>
  delivery: string
  sender: Sender
  to: { address: string; name?: string | null }
  /** Where the reader says that they want no more. */
  unsubscribeUrl: string
  /** Below the letter: who sends it, as laws want it said. */
  footer?: string | null
  /** When it is sent. */
  date: Date
}): Mail => {
  const { letter, delivery, sender, to, unsubscribeUrl, footer, date } = args
  const said = footer ? `${markdownToHtml(footer)}\n` : ''
  const end = `<hr>\n${said}<p><a href="${attribute(unsubscribeUrl)}">Unsubscribe</a></p>`
  const textEnd = [
    ...(footer ? [plainText({ text: footer })] : []),
    `Unsubscribe: ${unsubscribeUrl}`,
  ]
  return {
    from: sender.bouncesTo || sender.address,
    to: to.address,
    content: {
      from: { address: sender.address, name: sender.name ?? '' },
      to: { address: to.address, name: to.name ?? '' },
      ...(sender.replyTo ? { replyTo: sender.replyTo } : {}),
      subject: letter.subject,
      text: `${letter.text}\n\n-- \n${textEnd.join('\n')}\n`,
      html: `<!doctype html>\n<html>${headOf(letter)}<body>\n${letter.html}\n${end}\n</body></html>`,
      messageId: messageIdOf(delivery, to.address, sender),
      date,
      headers: {
        'List-Unsubscribe': `<${unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'Auto-Submitted': 'auto-generated',
      },
      disableUrlAccess: true,
      disableFileAccess: true,
      attachments: letter.files.map(({ cid, name, mimeType, bytes }) => ({
        ...{ cid, filename: name, contentType: mimeType, content: bytes },
        contentDisposition: mimeType.startsWith('image/') ? 'inline' : 'attachment',
      })),
    },
  }
}
