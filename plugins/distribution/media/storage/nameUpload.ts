import { randomBytes } from 'node:crypto'

const letters = 'abcdefghijkmnpqrstuvwxyz23456789'

/**
 * The name under which an upload is stored: its own and ten letters by chance. So two clients that upload `photo.jpg` at
 * one time never write to one place, no size of one picture takes the name of another picture, nobody learns from a name
 * what others have, and nobody guesses one.
 */
export const nameUpload = (
  name: string,
  random: (bytes: number) => Uint8Array = randomBytes,
): string => {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  const mark = Array.from(random(10), (byte) => letters[byte % letters.length]).join('')
  // File systems take 255 bytes; the sizes of a picture add to the name.
  const short = Buffer.from(stem)
    .subarray(0, 150)
    .toString('utf8')
    .replace(/\uFFFD+$/, '')
  return `${short}-${mark}${ending.slice(0, 20)}`
}
