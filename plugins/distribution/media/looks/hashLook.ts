import type { Sharp } from 'sharp'

/** Lines and columns of the grid of which each field is compared with its neighbour: 16 × 16 bits. */
const side = 16

/** Steps between two fields up to this, of 255, are noise of the coder, and not of the picture. */
const noise = 2

/** On so many lines and columns it is seen how plain a picture is. */
const plainSide = 128

/**
 * A picture of which more than this is plain is a drawing: cards of one template differ by a few words, which no coarse
 * grid shows. Measured: cards at least 0.70, photographs with half of them sky at most 0.54.
 */
const plainest = 0.6

type Grid = { at: (x: number, y: number) => number }

const readGrid = async (picture: Sharp, width: number, height: number): Promise<Grid> => {
  const data = await picture
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer()
  return { at: (x, y) => data[y * width + x] ?? 0 }
}

const fieldsOf = (width: number, height: number): [x: number, y: number][] =>
  Array.from({ length: width * height }, (_, n) => [n % width, Math.floor(n / width)])

/** Which part of a picture goes on to its right and downwards without any step. */
const plainPart = ({ at }: Grid): number => {
  const fields = fieldsOf(plainSide - 1, plainSide - 1)
  const plain = fields.filter(
    ([x, y]) => Math.abs(at(x + 1, y) - at(x, y)) <= 1 && Math.abs(at(x, y + 1) - at(x, y)) <= 1,
  )
  return plain.length / fields.length
}

const toHex = (bits: number[]): string =>
  Array.from({ length: bits.length / 4 }, (_, n) =>
    Number.parseInt(bits.slice(4 * n, 4 * n + 4).join(''), 2).toString(16),
  ).join('')

/**
 * What a picture looks like, as a hash of 256 bits in hex: whether each field of a coarse grey grid is brighter than the
 * one to its left ("difference hash", N. Krawetz, hackerfactor.com, 2013). It stays nearly the same when the picture is made
 * smaller, compressed anew or made brighter. Undefined for a drawing, which is told from others by its bytes alone.
 */
export const hashLook = async (picture: Sharp): Promise<string | undefined> => {
  const grey = picture.flatten({ background: '#ffffff' }).greyscale()
  if (plainPart(await readGrid(grey.clone(), plainSide, plainSide)) > plainest) return undefined
  const { at } = await readGrid(grey.normalise({ lower: 1, upper: 99 }), side + 1, side)
  return toHex(fieldsOf(side, side).map(([x, y]) => (at(x + 1, y) - at(x, y) > noise ? 1 : 0)))
}
