import type { ChannelFacts, Content, Conversion, MediaFile, Refusal } from '../adapter.ts'
import { checkWords } from '../text/checkWords.ts'
import { checkFlat } from './checkFlat.ts'

type Args = { channel: ChannelFacts; content: Content }

/** Pictures that every platform takes: what becomes of the one in a flat body nobody can tell. */
const taken: Conversion = {
  to: 'picture',
  types: ['image/jpeg', 'image/png'],
  maxBytes: 10 * 1024 ** 2,
}

const chooseConversion = ({
  channel,
  file,
}: {
  channel: ChannelFacts
  file: MediaFile
}): Conversion | undefined => {
  const type = file.mimeType.toLowerCase()
  const isTaken = taken.types.includes(type) && file.bytes <= taken.maxBytes
  return channel.isFlat && type.startsWith('image/') && !isTaken ? taken : undefined
}

/** Channels that are a program's: it gets the post by one request at its second, whole and signed, or as one flat object. */
export const webhookChannel = {
  check: ({ channel, content }: Args): Refusal[] => [
    ...checkWords(content),
    ...(channel.isFlat ? checkFlat(content) : []),
  ],
  chooseConversion,
}

export { callEndpoint } from './callEndpoint.ts'
export { checkAddress } from './checkAddress.ts'
export { checkHeaders } from './checkHeaders.ts'
export { composeBody, type WebhookBody } from './composeBody.ts'
export { composeFlat, composeFlatTest, type FlatBody } from './composeFlat.ts'
export { type CustomHeader, type Endpoint, overlapMs, rotate } from './endpoint.ts'
export type { Verdict } from './judgeAnswer.ts'
export { refuseWhileHeld } from './refuseWhileHeld.ts'
export { checkFlat }
