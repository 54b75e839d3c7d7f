import sharp from 'sharp'

/** In pixels: small, since each series has one and nobody prints it. */
const frame = { width: 120, height: 160 }

const between = (random: () => number, least: number, most: number): number =>
  Math.round(least + random() * (most - least))

/** An animal that nobody has seen, as a colouring page: black lines on white. A PNG of one or two kB. */
export const drawAnimal = async (random: () => number): Promise<Buffer> => {
  const { width, height } = frame
  const middle = width / 2
  const body = { rx: between(random, 24, 42), ry: between(random, 22, 36) }
  const head = between(random, 16, 24)
  const ears = Array.from({ length: between(random, 1, 3) * 2 }, (_, index) => {
    const side = index % 2 ? 1 : -1
    const x = middle + side * between(random, 8, head)
    return `<ellipse cx="${x}" cy="${between(random, 18, 34)}" rx="5" ry="${between(random, 8, 16)}"/>`
  })
  const legs = Array.from({ length: between(random, 1, 4) * 2 }, (_, index) => {
    const side = index % 2 ? 1 : -1
    const x = middle + side * between(random, 6, body.rx)
    return `<path d="M${x} 120 v${between(random, 18, 30)} h${side * 7}"/>`
  })
  const spots = Array.from({ length: between(random, 0, 6) }, () => {
    const x = between(random, middle - 16, middle + 16)
    return `<circle cx="${x}" cy="${between(random, 96, 124)}" r="${between(random, 2, 5)}"/>`
  })
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="#fff"/>
<g fill="#fff" stroke="#111" stroke-width="2">
${legs.join('')}${ears.join('')}
<ellipse cx="${middle}" cy="108" rx="${body.rx}" ry="${body.ry}"/>
<circle cx="${middle}" cy="52" r="${head}"/>${spots.join('')}
<path d="M${middle - 7} 60 q7 7 14 0" fill="none"/>
</g><circle cx="${middle - 7}" cy="48" r="2"/><circle cx="${middle + 7}" cy="48" r="2"/></svg>`
  return sharp(Buffer.from(picture)).png({ palette: true, colours: 4 }).toBuffer()
}
