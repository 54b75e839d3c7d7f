import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCaptions } from './readCaptions.ts'
import { findSafeArea, type SafeAreaName } from './safeAreas.ts'
import { toTimeline } from './toTimeline.ts'

/** Captions as one moving picture with a transparent ground, and where it stands on the frame, in pixels. */
export type PreparedCaptions = { input: string[]; x: number; y: number }

type Args = {
  captions: { text: string; safeArea?: SafeAreaName }
  frame: { width: number; height: number }
  /** Of what they are shown over. */
  seconds: number
  /** An existing folder. */
  scratch: string
  signal?: AbortSignal
}

/**
 * Draws captions in the size of what of the frame is free. FFmpeg is given pictures of our own making under names of our
 * own: nothing that stands in a caption can be read as a filter, a style or a path.
 *
 * @throws `CAPTIONS_INVALID`
 */
export const prepareCaptions = async (args: Args): Promise<PreparedCaptions> => {
  const { captions, frame, seconds, scratch, signal } = args
  const cues = readCaptions(captions.text)
  // Fonts and what sets letters are loaded only where there is something to be set.
  const { drawCaption, openCaptionFonts } = await import('./drawCaption.ts')
  const box = findBox(frame, captions.safeArea ?? 'every')
  const shelf = await openCaptionFonts(cues.flatMap(({ lines }) => lines))
  // Names without an ending: by that of a picture FFmpeg would take them for patterns of names, as with a % in a folder's.
  const names = new Map<string, string>()
  const list = ['ffconcat version 1.0']
  let last = ''
  for (const moment of toTimeline({ cues, seconds })) {
    signal?.throwIfAborted()
    const said = moment.lines.join('\n')
    last = names.get(said) ?? `caption-${names.size}`
    if (!names.has(said)) {
      await writeFile(join(scratch, last), await drawCaption({ shelf, lines: moment.lines, box }))
      names.set(said, last)
    }
    list.push(`file ${last}`, `duration ${moment.seconds.toFixed(6)}`)
  }
  // The length of the last picture counts only where another one follows it.
  list.push(`file ${last}`)
  const path = join(scratch, 'captions.txt')
  await writeFile(path, `${list.join('\n')}\n`)
  const input = [
    ...['-protocol_whitelist', 'file', '-f', 'concat', '-safe', '1', '-i', `file:${path}`],
  ]
  return { input, x: box.x, y: box.y }
}

/** What of a frame is free, in whole, even pixels. */
const findBox = (frame: Args['frame'], name: SafeAreaName) => {
  const { top, right, bottom, left } = findSafeArea(frame, name)
  const even = (value: number) => Math.floor(value / 2) * 2
  const up = (value: number) => Math.ceil(value / 2) * 2
  const [x, y] = [up(frame.width * left), up(frame.height * top)]
  const width = even(frame.width * (1 - right)) - x
  const height = even(frame.height * (1 - bottom)) - y
  return { x, y, width, height, frame }
}
