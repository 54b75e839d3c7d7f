import { mostBytes, planShrink, type Shrinking } from './planShrink.ts'

/** A photo as it is kept and sent: JPEG in base64, without the place and time that a camera writes into its files. */
export type Photo = { picture: string; mimeType: 'image/jpeg' }

/** `unreadable` where this browser cannot read the picture, `tooLarge` where no way makes it small enough. */
export type Shrunk =
  | { is: 'photo'; photo: Photo }
  | { is: 'unreadable'; cause: unknown }
  | { is: 'tooLarge' }

const drawn = (
  bitmap: ImageBitmap,
  { width, height, quality }: Shrinking,
): Promise<Blob | null> => {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (!pen) return Promise.resolve(null)
  // A JPEG has no transparency: what is clear would turn black.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  pen.drawImage(bitmap, 0, 0, width, height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}

const toBase64 = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })

/** Makes a picture from the camera or the gallery small enough to be sent: a JPEG of at most 700 kB. */
export const shrinkPhoto = async (file: Blob): Promise<Shrunk> => {
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch (cause) {
    return { is: 'unreadable', cause }
  }
  try {
    for (const way of planShrink(bitmap)) {
      const blob = await drawn(bitmap, way)
      if (blob && blob.size <= mostBytes) {
        return { is: 'photo', photo: { picture: await toBase64(blob), mimeType: 'image/jpeg' } }
      }
    }
    return { is: 'tooLarge' }
  } finally {
    bitmap.close()
  }
}
