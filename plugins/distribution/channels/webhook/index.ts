import type { ChannelFacts, Content, Refusal } from '../adapter.ts'
import { checkWords } from '../text/checkWords.ts'

type Args = { channel: ChannelFacts; content: Content }

/** Channels that are a program's: it gets the whole post by one signed request at its second. */
export const webhookChannel = {
  check: ({ content }: Args): Refusal[] => checkWords(content),
  chooseConversion: () => undefined,
}

export { callEndpoint } from './callEndpoint.ts'
export { checkAddress } from './checkAddress.ts'
export { checkHeaders } from './checkHeaders.ts'
export { composeBody, type WebhookBody } from './composeBody.ts'
export { type CustomHeader, type Endpoint, overlapMs, rotate } from './endpoint.ts'
export type { Verdict } from './judgeAnswer.ts'
