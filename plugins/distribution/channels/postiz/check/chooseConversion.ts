import type { ChannelFacts, Content, Conversion, MediaFile } from '../../adapter.ts'
import { fileRules } from '../rules.ts'
import { fillSettings } from './fillSettings.ts'
import { findMediaLimits } from './findMediaLimits.ts'
import { sortOf } from './sortOf.ts'

type Args = { channel: ChannelFacts; content: Content; file: MediaFile }

const least = (values: (number | undefined)[]): number | undefined => {
  const given = values.filter((value) => value !== undefined)
  return given.length === 0 ? undefined : Math.min(...given)
}

/** What Postiz and the platform take of this sort of file, together. */
const takenOf = ({ channel, content, file }: Args): Conversion | undefined => {
  const of = sortOf(file)
  if (!of) return undefined
  const fits = findMediaLimits({
    platform: channel.platform,
    settings: fillSettings({ channel, content }),
    of,
  }).map(({ fit }) => fit ?? {})
  const rules = fileRules.filter(({ kind }) => kind === (of === 'video' ? 'video' : 'image'))
  const types = rules.map(({ mimeType }) => mimeType)
  const maxSide = least(fits.map((fit) => fit.maxSide))
  const maxPixels = least(fits.map((fit) => fit.maxPixels))
  return {
    to: of === 'video' ? 'video' : 'picture',
    types: types.filter((type) => fits.every((fit) => fit.types?.includes(type) ?? true)).sort(),
    maxBytes: least([...rules, ...fits].map((one) => one.maxBytes)) ?? 0,
    ...(maxSide === undefined ? {} : { maxSide }),
    ...(maxPixels === undefined ? {} : { maxPixels }),
  }
}

const isFine = (file: MediaFile, taken: Conversion): boolean => {
  const { facts, width, height } = file
  if (!taken.types.includes(file.mimeType.toLowerCase()) || file.bytes > taken.maxBytes)
    return false
  // A moving picture that is taken as it is has been scaled by whoever made it.
  const isMeasured = width && height && !facts?.isAnimated
  if (isMeasured && Math.max(width, height) > (taken.maxSide ?? Number.POSITIVE_INFINITY))
    return false
  if (isMeasured && width * height > (taken.maxPixels ?? Number.POSITIVE_INFINITY)) return false
  return facts?.hasOddColours !== true && facts?.isPlain !== false
}

/** Into what a file is made before it goes to Postiz for this channel; undefined where it is taken as it is. */
export const chooseConversion = (args: Args): Conversion | undefined => {
  const { file } = args
  // A drawing has no pixels to be converted, and what is empty nothing at all.
  if (file.mimeType === 'image/svg+xml' || file.bytes <= 0) return undefined
  const taken = takenOf(args)
  return !taken || isFine(file, taken) ? undefined : taken
}
