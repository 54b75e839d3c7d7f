import type { ChannelFacts, Content, Conversion, MediaFile, Refusal } from '../adapter.ts'
import { checkWords } from '../text/checkWords.ts'

type Args = { channel: ChannelFacts; content: Content }

/** What a mail may weigh with all its files, in bytes; most servers refuse more than 25 MB, and it grows by a third. */
const mostBytes = 15 * 1024 ** 2

/** What mail programs show. */
const picture: Conversion = {
  to: 'picture',
  types: ['image/gif', 'image/jpeg', 'image/png'],
  maxBytes: 3 * 1024 ** 2,
  maxSide: 2_000,
}

const chooseConversion = ({ file }: { file: MediaFile }): Conversion | undefined => {
  const { mimeType, bytes } = file
  const isFine = picture.types.includes(mimeType.toLowerCase()) && bytes <= picture.maxBytes
  return mimeType.startsWith('image/') && !isFine ? picture : undefined
}

const checkWeight = ({ media, parts = [] }: Content): Refusal[] => {
  const files = [...media, ...parts.flatMap((part) => part.media)]
  const count = files.reduce((sum, { bytes }) => sum + bytes, 0)
  if (count <= mostBytes) return []
  return [
    {
      code: 'MEDIA_TOO_LARGE',
      message: `The files weigh ${Math.ceil(count / 1024 ** 2)} MB together. A mail takes up to 15 MB: leave some out, or link to them.`,
      field: 'media',
      limit: mostBytes,
      count,
    },
  ]
}

const checkTitle = ({ title }: Content): Refusal[] =>
  title.trim() === ''
    ? [
        {
          code: 'TITLE_MISSING',
          message: 'A mail needs a subject. Give the post a title.',
          field: 'title',
        },
      ]
    : []

/** Channels that are a list of addresses: each gets the post as a mail of its own. */
export const emailChannel = {
  check: ({ content }: Args): Refusal[] => [
    ...checkTitle(content),
    ...checkWords(content),
    ...checkWeight(content),
  ],
  chooseConversion,
}

export {
  cidOf,
  composeLetter,
  composeMail,
  type Letter,
  type LetterFile,
  type Sender,
} from './composeMail.ts'
export type { MailServer } from './mailAccess.ts'
export { type MailFault, openMailServer } from './mailServer.ts'
export { type Sending, sendMail } from './sendMail.ts'
