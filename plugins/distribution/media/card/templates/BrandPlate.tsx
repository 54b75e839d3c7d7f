import type { CSSProperties } from 'react'
import type { Look } from '../template.ts'
import { Embedded } from './Embedded.tsx'
import { Raised } from './Raised.tsx'

type Props = Pick<Look, 'brand' | 'palette'> & {
  /** Height of the plate, in pixels. */
  size: number
  /** On a white plate, as over photos, or straight upon the card's ground. A logo always has white behind it. */
  ground: 'plate' | 'paper' | 'brand'
  maxWidth: number
}

/** The tenant's logo, or its first letter in its colour, with its name. A wide logo says the name itself. */
export const BrandPlate = ({ brand, palette, size, ground, maxWidth }: Props) => {
  const isPlate = ground === 'plate' || (ground === 'brand' && brand.logo !== undefined)
  const sign = signSize(brand.logo, size)
  const isNameSaid = sign.width > sign.height * 1.8
  const [gap, left, right] = [
    size * 0.22,
    isPlate ? size * 0.18 : 0,
    isPlate ? size * (isNameSaid ? 0.18 : 0.4) : 0,
  ]
  const isOnBrand = ground === 'brand' && !isPlate
  const frame: CSSProperties = {
    display: 'flex',
    flexShrink: 0,
    alignItems: 'center',
    gap,
    height: size,
    padding: `0 ${right}px 0 ${left}px`,
    borderRadius: isNameSaid ? size * 0.2 : size / 2,
    backgroundColor: isPlate ? '#ffffff' : 'transparent',
  }
  const colour = isOnBrand ? palette.onBrand : palette.ink
  const room = maxWidth - sign.width - gap - left - right
  const letters = Math.round(size * 0.4)
  const name: CSSProperties = {
    display: 'block',
    maxWidth: room,
    lineClamp: 1,
    fontWeight: 600,
    fontSize: letters,
    lineHeight: `${Math.round(size * 0.56)}px`,
    color: colour,
  }
  const drawn = brand.drawLine({
    text: brand.name,
    colour,
    weight: 600,
    size: letters,
    width: room,
  })
  return (
    <Raised name="brand" reach={isPlate ? size * 0.12 : 0} style={frame}>
      <Sign brand={brand} palette={palette} {...sign} isOnBrand={isOnBrand} />
      {isNameSaid ? null : (drawn ?? <div style={name}>{brand.name}</div>)}
    </Raised>
  )
}

const signSize = (logo: Look['brand']['logo'], size: number) => {
  const height = Math.round(size * 0.7)
  if (!logo) return { width: height, height }
  const share = Math.min(height / logo.height, (size * 2.6) / logo.width)
  return { width: Math.round(logo.width * share), height: Math.round(logo.height * share) }
}

type SignProps = Pick<Look, 'brand' | 'palette'> & {
  width: number
  height: number
  isOnBrand: boolean
}

const Sign = ({ brand, palette, width, height, isOnBrand }: SignProps) => {
  if (brand.logo) return <Embedded picture={brand.logo} width={width} height={height} />
  const letter = {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    width,
    height,
    borderRadius: height / 2,
    backgroundColor: isOnBrand ? palette.onBrand : palette.brand,
    color: isOnBrand ? palette.deep : palette.onBrand,
    fontWeight: 800,
    fontSize: Math.round(height * 0.54),
    lineHeight: `${height}px`,
  } as const
  const text = firstLetter(brand.name)
  const size = Math.round(height * 0.54)
  const drawn = brand.drawLine({ text, colour: letter.color, weight: 800, size, width })
  return <div style={letter}>{drawn ?? text}</div>
}

const firstLetter = (name: string) => {
  const [first] = new Intl.Segmenter().segment(name)
  return (first?.segment ?? '').toUpperCase()
}
