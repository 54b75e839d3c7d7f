import type { Payload, PayloadRequest } from 'payload'
import type { Content, Conversion, MediaFile } from '../channels/adapter.ts'
import { toFacts } from '../channels/checkContent.ts'
import { chooseConversion } from '../channels/chooseConversion.ts'
import type { Channel } from '../model/channel.ts'
import { type ID, parseId } from '../model/database.ts'
import type { PlanContent } from '../model/planContent.ts'
import type { Settings } from '../options.ts'
import { findOrAddRendition } from './renditions.ts'

type Args = {
  payload: Payload
  settings: Settings
  req: PayloadRequest
  tenant: ID
  /** With the settings that they have for this content. */
  channels: Channel[]
  content: Content
}

/** A file in the form that one or more channels want. */
export type Wanted = { key: string; file: MediaFile; conversion: Conversion }

const listFiles = ({ media, parts = [] }: Content): MediaFile[] => [
  ...media,
  ...parts.flatMap((part) => part.media),
]

/** The same bytes in the same form are one, whatever their ids are. */
const keyOf = (file: MediaFile, conversion: Conversion): string =>
  `${file.version} ${JSON.stringify(conversion)}`

/** The files of a content that a channel wants in another form. */
export const listWanted = (
  { payload, content }: Pick<Args, 'payload' | 'content'>,
  channel: Channel,
): Wanted[] =>
  listFiles(content).flatMap((file) => {
    // What is still to be made for the post itself is looked at when it is made: its size is known then.
    if (parseId(payload, file.id) === undefined) return []
    const conversion = chooseConversion({
      kind: channel.kind,
      channel: toFacts(channel),
      content,
      file,
    })
    return conversion ? [{ key: keyOf(file, conversion), file, conversion }] : []
  })

/**
 * What is made of a content's files before they go out, for the channels that do not take them as they are: each file once
 * for each form. `isPending` tells whether a channel has to wait for one of them.
 */
export const findConversions = async (
  args: Args,
): Promise<{
  conversions: NonNullable<PlanContent['conversions']>
  isPending: (channel: ID) => boolean
}> => {
  const { payload, settings, req, tenant } = args
  const byChannel = args.channels
    .map((channel) => ({ channel: String(channel.id), wanted: listWanted(args, channel) }))
    .toSorted((a, b) => (a.channel < b.channel ? -1 : 1))
  const all = new Map(byChannel.flatMap(({ wanted }) => wanted.map((one) => [one.key, one])))
  const made = new Map<string, Awaited<ReturnType<typeof findOrAddRendition>>>()
  // In one order everywhere, so that two plans that want the same files never wait for one another.
  for (const [key, { file, conversion }] of [...all].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const id = parseId(payload, file.id)
    if (id === undefined) continue
    const spec = { kind: 'conversion', file: id, ...conversion } as const
    made.set(key, await findOrAddRendition({ payload, settings, req, tenant, spec }))
  }
  const filesOf = (wanted: Wanted[]): Record<string, ID> =>
    Object.fromEntries(
      wanted.flatMap(({ key, file }) => {
        const rendition = made.get(key)
        return rendition ? [[file.id, rendition.id]] : []
      }),
    )
  const alike = Map.groupBy(
    byChannel.filter(({ wanted }) => wanted.length > 0),
    ({ wanted }) => JSON.stringify(wanted.map(({ key, file }) => [key, file.id])),
  )
  const pending = new Set(
    byChannel
      .filter(({ wanted }) => wanted.some(({ key }) => made.get(key)?.state !== 'ready'))
      .map(({ channel }) => channel),
  )
  return {
    conversions: [...alike.values()].map((group) => ({
      channels: group.map(({ channel }) => channel),
      files: filesOf(group[0]?.wanted ?? []),
    })),
    isPending: (channel) => pending.has(String(channel)),
  }
}
