import sharp from 'sharp'

/** A small picture of one colour, as a file that an upload takes. */
export const picture = async (name: string) => {
  const data = await sharp({
    create: { width: 64, height: 48, channels: 3, background: '#1d6f8a' },
  })
    .png()
    .toBuffer()
  return { data, name, mimetype: 'image/png', size: data.length }
}
