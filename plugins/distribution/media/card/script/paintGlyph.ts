import type { Color, ColorLine, PaintFuncs } from 'harfbuzzjs'
import type { Font, Harf } from '../fonts/harfbuzz.ts'

/** `[a, b, c, d, e, f]` as in SVG's `matrix()`. */
type Matrix = [number, number, number, number, number, number]
const SAME: Matrix = [1, 0, 0, 1, 0, 0]

/** What is being painted: parts are written into the innermost layer. */
type Canvas = {
  layers: string[]
  transforms: Matrix[]
  /** The outlines within which is painted, each with where it stands; null for a rectangle around everything. */
  clips: ({ path: string; matrix: Matrix } | null)[]
  /** For names of gradients and clips, which must differ within one picture. */
  prefix: string
  count: number
}

type Args = {
  hb: Harf
  font: Font
  glyph: number
  /** Begins the names of what it defines; must differ between the glyphs of a picture. */
  prefix: string
}

/** A glyph in its own colours (OpenType COLR), as SVG in the units of its font, y growing upwards. */
export const paintGlyph = ({ hb, font, glyph, prefix }: Args): string => {
  funcs ??= makeFuncs(hb)
  const canvas: Canvas = { layers: [''], transforms: [SAME], clips: [], prefix, count: 0 }
  font.paintGlyph(glyph, funcs, canvas)
  return canvas.layers.join('')
}

let funcs: PaintFuncs | undefined

const makeFuncs = (hb: Harf): PaintFuncs => {
  const made = new hb.PaintFuncs()
  const on = (data: unknown) => data as Canvas
  made.setPushTransformFunc((xx, yx, xy, yy, dx, dy, data) => {
    const { transforms } = on(data)
    transforms.push(multiply(transforms.at(-1) ?? SAME, [xx, yx, xy, yy, dx, dy]))
  })
  made.setPopTransformFunc((data) => void on(data).transforms.pop())
  made.setPushClipGlyphFunc((id, font, data) => {
    const { clips, transforms } = on(data)
    clips.push({ path: font.glyphToPath(id), matrix: transforms.at(-1) ?? SAME })
  })
  made.setPushClipRectangleFunc(
    (_left, _bottom, _right, _top, data) => void on(data).clips.push(null),
  )
  made.setPopClipFunc((data) => void on(data).clips.pop())
  made.setColorFunc((_isForeground, colour, data) => fill(on(data), () => colourOf(colour)))
  made.setLinearGradientFunc((line, x0, y0, x1, y1, x2, y2, data) =>
    fill(on(data), (inner) => {
      // The third point turns the gradient: what lies on the line to it has the first colour (COLR, version 1).
      const [dx, dy] = [x2 - x0, y2 - y0]
      const along = ((x1 - x0) * dy - (y1 - y0) * dx) / (dx * dx + dy * dy || 1)
      const [ex, ey] = [x0 + dy * along, y0 - dx * along]
      const place = `x1="${round(x0)}" y1="${round(y0)}" x2="${round(ex)}" y2="${round(ey)}"`
      return define(on(data), 'linearGradient', place, line, inner)
    }),
  )
  made.setRadialGradientFunc((line, x0, y0, r0, x1, y1, r1, data) =>
    fill(on(data), (inner) => {
      const place = `fx="${round(x0)}" fy="${round(y0)}" fr="${round(r0)}" cx="${round(x1)}" cy="${round(y1)}" r="${round(r1)}"`
      return define(on(data), 'radialGradient', place, line, inner)
    }),
  )
  // SVG has no gradient around a point: its first colour stands for it.
  made.setSweepGradientFunc((line, _x, _y, _from, _to, data) =>
    fill(on(data), () => colourOf(sorted(line)[0]?.color)),
  )
  made.setPushGroupFunc((data) => void on(data).layers.push(''))
  made.setPopGroupFunc((mode, data) => compose(hb, on(data), mode))
  return made
}

/** Paints within the innermost outline; the ones around it cut off what is outside of them. */
const fill = (canvas: Canvas, paint: (inner: Matrix) => string): void => {
  const outlines = canvas.clips.filter((clip) => clip !== null)
  const innermost = outlines.pop()
  if (!innermost) return
  const { path, matrix } = innermost
  const inner = multiply(invert(matrix), canvas.transforms.at(-1) ?? SAME)
  let part = `<path d="${path}"${transformOf('transform', matrix)} fill="${paint(inner)}"/>`
  for (const outer of outlines) {
    const id = nextId(canvas)
    part = `<clipPath id="${id}"><path d="${outer.path}"${transformOf('transform', outer.matrix)}/></clipPath><g clip-path="url(#${id})">${part}</g>`
  }
  write(canvas, part)
}

const define = (
  canvas: Canvas,
  kind: 'linearGradient' | 'radialGradient',
  place: string,
  line: ColorLine,
  inner: Matrix,
): string => {
  const id = nextId(canvas)
  const spread = ['pad', 'repeat', 'reflect'][line.extend] ?? 'pad'
  const stops = sorted(line).map(
    ({ offset, color }) =>
      `<stop offset="${round(offset)}" stop-color="${colourOf(color, false)}" stop-opacity="${round(color.alpha / 255)}"/>`,
  )
  write(
    canvas,
    `<${kind} id="${id}" gradientUnits="userSpaceOnUse" spreadMethod="${spread}" ${place}${transformOf('gradientTransform', inner)}>${stops.join('')}</${kind}>`,
  )
  return `url(#${id})`
}

/** Two layers become one: the upper one is drawn over the other, or only where the other is. */
const compose = (hb: Harf, canvas: Canvas, mode: number): void => {
  const upper = canvas.layers.pop() ?? ''
  const { SRC_IN, DEST_IN, SRC_OVER, MULTIPLY, SCREEN } = hb.PaintCompositeMode
  if (mode === SRC_IN || mode === DEST_IN) {
    const lower = canvas.layers.pop() ?? ''
    const [shown, mask] = mode === SRC_IN ? [upper, lower] : [lower, upper]
    const id = nextId(canvas)
    canvas.layers.push(
      `<mask id="${id}" mask-type="alpha" style="mask-type:alpha" maskUnits="userSpaceOnUse" x="-2000" y="-2000" width="6000" height="6000">${mask}</mask><g mask="url(#${id})">${shown}</g>`,
    )
    return
  }
  const blend = { [SRC_OVER]: '', [MULTIPLY]: 'multiply', [SCREEN]: 'screen' }[mode] ?? ''
  write(canvas, blend ? `<g style="mix-blend-mode:${blend}">${upper}</g>` : upper)
}

const write = (canvas: Canvas, part: string) => {
  canvas.layers.push((canvas.layers.pop() ?? '') + part)
}
const nextId = (canvas: Canvas) => `${canvas.prefix}-${canvas.count++}`
const round = (value: number) => Math.round(value * 1000) / 1000
const sorted = ({ colorStops }: ColorLine) =>
  colorStops.toSorted((one, other) => one.offset - other.offset)

const colourOf = (colour: Color | undefined, hasAlpha = true): string => {
  if (!colour) return 'none'
  const channels = [colour.red, colour.green, colour.blue].join(',')
  return hasAlpha ? `rgba(${channels},${round(colour.alpha / 255)})` : `rgb(${channels})`
}

const transformOf = (name: string, matrix: Matrix): string =>
  matrix.every((value, index) => value === SAME[index])
    ? ''
    : ` ${name}="matrix(${matrix.map((value) => Math.round(value * 1e6) / 1e6).join(' ')})"`

const multiply = (one: Matrix, other: Matrix): Matrix => {
  const [a, b, c, d, e, f] = one
  const [g, h, i, j, k, l] = other
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ]
}

const invert = ([a, b, c, d, e, f]: Matrix): Matrix => {
  const size = a * d - b * c || 1
  return [d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size]
}
