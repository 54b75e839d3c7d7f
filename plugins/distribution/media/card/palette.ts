/** The colours of a card, all made from the brand's own. Hex, `#rrggbb`. */
export type Palette = {
  brand: string
  /** The brand's colour in shadow, for the far end of a gradient. */
  deep: string
  /** Text upon `brand` and `deep`. */
  onBrand: string
  /** What stands out, such as a button, and text upon it: the brand's second colour, or its own. */
  spot: string
  onSpot: string
  /** The ground of the card, and a shade darker for what lies upon it. */
  paper: string
  tint: string
  /** Text upon paper: for the headline, for the rest, and in the brand's colour. */
  ink: string
  muted: string
  accent: string
}

const WHITE = '#ffffff'
const NIGHT = '#14161a'
/** WCAG 2.2, 1.4.3: contrast that text of any size needs. */
export const READABLE = 4.5

/** A palette in which every text can be read on its ground, whatever the brand's colour is. */
export const makePalette = (colour: string, second = colour): Palette => {
  const brand = colour.toLowerCase()
  const spot = second.toLowerCase()
  const onBrand = textUpon(brand)
  const isLight = onBrand === NIGHT
  const paper = mix(WHITE, brand, 0.035)
  const tint = mix(WHITE, brand, 0.12)
  return {
    brand,
    deep: readable(mix(brand, NIGHT, isLight ? 0.1 : 0.42), onBrand, isLight ? WHITE : NIGHT),
    onBrand,
    spot,
    onSpot: textUpon(spot),
    paper,
    tint,
    ink: mix(NIGHT, brand, 0.12),
    muted: readable(mix(NIGHT, brand, 0.35), tint, NIGHT),
    accent: readable(brand, tint, NIGHT),
  }
}

const textUpon = (ground: string) =>
  contrast(ground, NIGHT) > contrast(ground, WHITE) ? NIGHT : WHITE

export type Button = { ground: string; text: string }

/** A button that can be told from its ground: in the colour that stands out, or the other way round where that is the ground's. */
export const buttonUpon = (
  ground: string,
  { spot, onSpot, onBrand, deep }: Pick<Palette, 'spot' | 'onSpot' | 'onBrand' | 'deep'>,
): Button =>
  contrast(spot, ground) >= 1.4 ? { ground: spot, text: onSpot } : { ground: onBrand, text: deep }

/** `from` with a share (0 to 1) of `to`. */
export const mix = (from: string, to: string, share: number): string => {
  const [a, b] = [channels(from), channels(to)]
  const mixed = a.map((value, i) => Math.round(value + ((b[i] ?? 0) - value) * share))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** The contrast of two colours, 1 to 21, by WCAG 2.2. */
export const contrast = (one: string, other: string): number => {
  const [bright = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (bright + 0.05) / (dark + 0.05)
}

/** A colour, moved towards another only as far as it must be to be read on its ground. */
const readable = (colour: string, ground: string, towards: string): string => {
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(colour, towards, share)
    if (contrast(candidate, ground) >= READABLE) return candidate
  }
  return towards
}

const channels = (colour: string) =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

const luminance = (colour: string) => {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
