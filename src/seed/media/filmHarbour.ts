import sharp from 'sharp'
import { drawHarbour, HARBOUR_SECONDS } from './drawHarbour.ts'
import { encodeFilm } from './encodeFilm.ts'

type Args = {
  /** Where the MP4 is put. */
  path: string
}

/**
 * Films the harbour: 4 s, 720 × 1280, H.264 and AAC.
 *
 * @throws `FFMPEG_NOT_FOUND`
 */
export const filmHarbour = ({ path }: Args): Promise<void> =>
  encodeFilm({
    path,
    seconds: HARBOUR_SECONDS,
    draw: (second) =>
      sharp(Buffer.from(drawHarbour(second)))
        .flatten({ background: '#000000' })
        .raw()
        .toBuffer(),
  })
