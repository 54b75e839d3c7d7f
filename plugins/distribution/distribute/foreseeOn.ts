import type { Content, MediaFile } from '../channels/adapter.ts'
import { toFacts } from '../channels/checkContent.ts'
import { composePayload } from '../channels/composePayload.ts'
import { judgeContent } from '../channels/judgeContent.ts'
import { transformFor } from '../channels/transform/index.ts'
import type { ForeseenContent } from '../media/foreseeMedia.ts'
import type { Channel } from '../model/channel.ts'
import type { ForeseenFile } from './foreseenOutput.ts'

/** True for a file that is still to be made. */
export const isToCome = ({ makingOf }: ForeseenContent, file: MediaFile): boolean => {
  const making = makingOf(file)
  return making !== undefined && making.state !== 'ready'
}

const toShownFile = (
  foreseen: ForeseenContent,
  file: MediaFile,
  addresses: Map<string, string>,
): ForeseenFile => {
  const making = foreseen.makingOf(file)
  const isThere = !isToCome(foreseen, file)
  const seen = isThere ? file : making?.from
  return {
    id: isThere ? file.id : null,
    filename: file.filename,
    mimeType: file.mimeType,
    width: file.width ?? null,
    height: file.height ?? null,
    seconds: file.seconds ?? null,
    alt: file.alt ?? null,
    url: (seen && addresses.get(seen.id)) ?? null,
    making: making ? { ...making, from: making.from?.filename ?? null } : null,
  }
}

/** What is told of a post on a channel while it cannot be read. */
export const nothing = {
  preview: '',
  bold: [],
  count: 0,
  parts: [],
  media: { pictures: 0, videos: 0, files: [] },
  changes: [],
  refusals: [],
  payload: null,
}

const notConnected = (channel: Channel) => ({
  code: 'CHANNEL_NOT_CONNECTED',
  message: `${channel.name} is not connected to Postiz. Import the channels from Postiz again.`,
  field: 'channels',
})

/** A content on one channel: how it is shown there, what keeps it from there, and what its receiver gets. */
export const foreseeOn = (args: {
  channel: Channel
  shown: Content
  foreseen: ForeseenContent
  addresses: Map<string, string>
}) => {
  const { channel, shown, foreseen, addresses } = args
  const sent = transformFor(channel, shown)
  const judged = judgeContent(channel, sent.content)
  const refusals = [...sent.refusals, ...judged.refusals]
  const composed = composePayload({
    kind: channel.kind,
    channel: toFacts(channel),
    content: transformFor(channel, foreseen.content).content,
    isToCome: (file) => isToCome(foreseen, file),
  })
  const toFiles = (files: MediaFile[]) =>
    files.map((file) => toShownFile(foreseen, file, addresses))
  return {
    ...judged,
    parts: (foreseen.content.parts ?? []).map(({ delayMinutes, media }, index) => ({
      ...(judged.parts[index] ?? nothing),
      delayMinutes,
      files: toFiles(media),
    })),
    media: { ...judged.media, files: toFiles(foreseen.content.media) },
    changes: sent.changes,
    refusals: composed ? refusals : [...refusals, notConnected(channel)],
    payload: composed ?? null,
  }
}
