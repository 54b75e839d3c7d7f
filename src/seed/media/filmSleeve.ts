import sharp from 'sharp'
import { drawSleeve } from './drawSleeve.ts'
import { encodeFilm, filmSize } from './encodeFilm.ts'

const seconds = 3

type Args = {
  /** Where the MP4 is put. */
  path: string
}

/**
 * Films the sleeve of the record, along which one looks from left to right: 3 s, 720 × 1280, H.264 and AAC.
 *
 * @throws `FFMPEG_NOT_FOUND`
 */
export const filmSleeve = async ({ path }: Args): Promise<void> => {
  const side = filmSize.height
  // Without its grain, which costs as many bytes as everything else together.
  const sleeve = await sharp(Buffer.from(drawSleeve()))
    .flatten()
    .resize(side, side)
    .median(3)
    .raw()
    .toBuffer()
  const reach = side - filmSize.width
  await encodeFilm({
    path,
    seconds,
    draw: (second) =>
      sharp(sleeve, { raw: { width: side, height: side, channels: 3 } })
        .extract({ left: Math.round((reach * second) / seconds), top: 0, ...filmSize })
        .raw()
        .toBuffer(),
  })
}
