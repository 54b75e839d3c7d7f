import { z } from 'zod'
import type { Ffmpeg } from '../video/findFfmpeg.ts'
import { runFfmpeg } from '../video/runFfmpeg.ts'

/** How the streams of a video are coded; `rotation` in degrees, a multiple of 90. */
export type Streams = {
  picture: { codec: string; pixels: string; rotation: number; sampleAspect: number }
  /** Null: no sound. */
  sound: { codec: string } | null
}

type Args = { ffmpeg: Ffmpeg; input: readonly string[]; signal?: AbortSignal }

const probed = z.object({
  streams: z
    .array(
      z.object({
        codec_type: z.string().optional(),
        codec_name: z.string().default(''),
        pix_fmt: z.string().default(''),
        sample_aspect_ratio: z.string().optional(),
        disposition: z.object({ attached_pic: z.number() }).optional(),
        side_data_list: z.array(z.object({ rotation: z.coerce.number().optional() })).default([]),
      }),
    )
    .default([]),
})

/** How the streams of a video are coded, by ffprobe; undefined where that does not lie beside FFmpeg. */
export const readStreams = async (args: Args): Promise<Streams | undefined> => {
  const { ffmpeg, input, signal } = args
  if (!ffmpeg.ffprobe) return undefined
  const { stdout } = await runFfmpeg({
    program: ffmpeg.ffprobe,
    args: ['-v', 'error', '-print_format', 'json', '-show_streams', ...input],
    signal,
  })
  const { streams } = probed.parse(JSON.parse(stdout.join('\n') || '{}'))
  const picture = streams.find(
    (one) => one.codec_type === 'video' && !one.disposition?.attached_pic,
  )
  if (!picture) return undefined
  const sound = streams.find((one) => one.codec_type === 'audio')
  const rotation = picture.side_data_list.find((one) => one.rotation !== undefined)?.rotation ?? 0
  const [over = 1, under = 1] = (picture.sample_aspect_ratio ?? '1:1').split(':').map(Number)
  return {
    picture: {
      codec: picture.codec_name,
      pixels: picture.pix_fmt,
      rotation: ((Math.round(rotation) % 360) + 360) % 360,
      sampleAspect: over > 0 && under > 0 ? over / under : 1,
    },
    sound: sound ? { codec: sound.codec_name } : null,
  }
}

/** Whether every platform plays these streams: H.264 with 8 bits in 4:2:0, and AAC or no sound. */
export const areStreamsPlain = ({ picture, sound }: Streams): boolean =>
  picture.codec === 'h264' &&
  /^yuvj?420p$/.test(picture.pixels) &&
  (sound === null || sound.codec === 'aac')
