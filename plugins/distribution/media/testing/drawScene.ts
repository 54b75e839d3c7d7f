import sharp from 'sharp'

/** A generator of numbers in [0, 1), always the same for one random seed (Numerical Recipes' constants). */
const numbersOf = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Fields across the picture, and how far the colours of each go apart: as large and small things in a photograph do. */
const layers = [
  [3, 90],
  [6, 60],
  [12, 35],
  [24, 20],
  [60, 10],
  [200, 6],
] as const

/** A picture with light and dark in it as a photograph has, another one for each random seed. As PNG. */
export const drawScene = async (seed: number, width = 640, height = 480): Promise<Buffer> => {
  const next = numbersOf(seed * 7_919)
  const sum = new Float32Array(width * height * 3).fill(128)
  for (const [fields, depth] of layers) {
    const dots = Buffer.from(
      Array.from({ length: fields * fields * 3 }, () => Math.floor(next() * 256)),
    )
    const layer = await sharp(dots, { raw: { width: fields, height: fields, channels: 3 } })
      .resize(width, height, { fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer()
    for (const [index, value] of layer.entries()) {
      sum[index] = (sum[index] ?? 0) + ((value - 128) / 128) * depth
    }
  }
  return sharp(Buffer.from(Uint8ClampedArray.from(sum)), {
    raw: { width, height, channels: 3 },
  })
    .png()
    .toBuffer()
}
