import type { ReactNode } from 'react'
import { buttonUpon } from '../palette.ts'
import type { Template } from '../template.ts'
import { textBlock } from '../textBlock.tsx'
import { Action, Line } from './announcementParts.tsx'
import { Backdrop } from './Backdrop.tsx'
import { BrandPlate } from './BrandPlate.tsx'
import { Embedded } from './Embedded.tsx'
import { PRODUCT_LAYOUTS } from './productLayout.ts'
import { Raised } from './Raised.tsx'

/** Something to buy: its photo, its name, what speaks for it, and what it costs. */
export const product: Template<'product'> = {
  photoSize: (format) => PRODUCT_LAYOUTS[format].frame,

  voice: ({ name }) => name,

  blocks: ({ data, format, palette, hasPhoto }) => {
    const { frame, words, name, poster, price, small, plate } = PRODUCT_LAYOUTS[format]
    const { padding, ...large } = poster
    const line = (value: string | undefined, colour: string, width: number, max = small) =>
      value === undefined
        ? undefined
        : textBlock({
            text: value,
            colour,
            width,
            height: 'one line',
            max: Math.round(max),
            min: Math.round(max * 0.6),
            weight: 600,
          })
    const asked = data.action === undefined ? words.width : words.width * 0.56
    return {
      name: textBlock({
        text: data.name,
        ...(hasPhoto
          ? { colour: palette.ink, width: words.width, ...name }
          : { colour: palette.onBrand, width: frame.width - padding * 2, ...large }),
        weight: 800,
        lineHeight: 1.12,
        spacing: -0.02,
      }),
      price:
        data.price === undefined
          ? undefined
          : textBlock({
              text: data.price,
              colour: palette.accent,
              width: data.was === undefined ? asked : asked * 0.68,
              height: 'one line',
              max: price,
              min: Math.round(price * 0.5),
              weight: 800,
              lineHeight: 1.2,
              spacing: -0.015,
            }),
      was: line(data.was, palette.muted, asked * 0.3, price * 0.52),
      badge: line(
        data.badge,
        buttonUpon('#ffffff', palette).text,
        frame.width * 0.34,
        plate * 0.42,
      ),
      point0: line(data.points[0], palette.muted, words.width - small * 2),
      point1: line(data.points[1], palette.muted, words.width - small * 2),
      point2: line(data.points[2], palette.muted, words.width - small * 2),
      action: line(
        data.action,
        buttonUpon(palette.paper, palette).text,
        words.width * 0.42 - small * 3.6,
      ),
    }
  },

  render: ({ format, canvas, palette, brand, isRightToLeft, photo, fitted }) => {
    const { frame, radius, words, poster, price, small, plate } = PRODUCT_LAYOUTS[format]
    const { width, height } = canvas
    const row = isRightToLeft ? 'row-reverse' : 'row'
    const start = isRightToLeft ? 'flex-end' : 'flex-start'
    const [near, far] = isRightToLeft ? (['right', 'left'] as const) : (['left', 'right'] as const)
    // What stands left of its neighbour stands right of it where one reads from right to left.
    const turn = (box: typeof frame) =>
      isRightToLeft ? { ...box, left: width - box.left - box.width } : box
    const shared = { small, colour: palette.accent, row } as const
    return (
      <div style={{ display: 'flex', width, height, backgroundColor: palette.tint }}>
        <Backdrop width={width} height={height} palette={palette} isOnPaper />
        <div
          style={{
            position: 'absolute',
            ...turn(frame),
            display: 'flex',
            borderRadius: radius,
            overflow: 'hidden',
          }}
        >
          {photo ? (
            <Embedded picture={photo} width={frame.width} height={frame.height} />
          ) : (
            <Backdrop width={frame.width} height={frame.height} palette={palette} />
          )}
          <div
            style={{ position: 'absolute', [near]: plate * 0.4, top: plate * 0.4, display: 'flex' }}
          >
            <BrandPlate
              brand={brand}
              palette={palette}
              size={plate}
              ground="plate"
              maxWidth={frame.width * (fitted.badge ? 0.5 : 0.8)}
            />
          </div>
          {fitted.badge ? (
            <div
              style={{
                position: 'absolute',
                [far]: plate * 0.4,
                top: plate * 0.48,
                display: 'flex',
              }}
            >
              <Badge ground={buttonUpon('#ffffff', palette).ground} size={plate * 0.84}>
                {fitted.badge}
              </Badge>
            </div>
          ) : null}
          {photo ? null : (
            <div
              key="name"
              style={{
                position: 'absolute',
                [near]: poster.padding,
                bottom: poster.padding,
                display: 'flex',
              }}
            >
              {fitted.name}
            </div>
          )}
        </div>
        <div
          style={{
            position: 'absolute',
            ...turn(words),
            display: 'flex',
            flexDirection: 'column',
            justifyContent: 'space-between',
          }}
        >
          <div
            style={{
              display: 'flex',
              flexDirection: 'column',
              alignItems: start,
              gap: small * 0.8,
            }}
          >
            {photo ? (
              <div key="name" style={{ display: 'flex' }}>
                {fitted.name}
              </div>
            ) : null}
            <div
              style={{
                display: 'flex',
                flexDirection: 'column',
                alignItems: start,
                gap: small * 0.3,
              }}
            >
              <Line name="point0" shape="tick" words={fitted.point0} {...shared} />
              <Line name="point1" shape="tick" words={fitted.point1} {...shared} />
              <Line name="point2" shape="tick" words={fitted.point2} {...shared} />
            </div>
          </div>
          <div
            style={{
              display: 'flex',
              flexDirection: row,
              alignItems: 'center',
              justifyContent: 'space-between',
            }}
          >
            <div
              style={{
                display: 'flex',
                flexDirection: row,
                alignItems: 'center',
                gap: price * 0.35,
              }}
            >
              <div key="price" style={{ display: 'flex' }}>
                {fitted.price}
              </div>
              {fitted.was ? <Struck colour={palette.muted}>{fitted.was}</Struck> : null}
            </div>
            {fitted.action ? (
              <Action
                button={buttonUpon(palette.paper, palette)}
                small={small}
                words={fitted.action}
                row={row}
              />
            ) : null}
          </div>
        </div>
      </div>
    )
  },
}

const Badge = ({
  ground,
  size,
  children,
}: {
  ground: string
  size: number
  children: ReactNode
}) => (
  <Raised
    name="badge"
    reach={size * 0.1}
    style={{
      display: 'flex',
      alignItems: 'center',
      height: size,
      padding: `0 ${size * 0.45}px`,
      borderRadius: size / 2,
      backgroundColor: ground,
    }}
  >
    {children}
  </Raised>
)

/** Words with a line through their middle. */
const Struck = ({ colour, children }: { colour: string; children: ReactNode }) => (
  <div key="was" style={{ display: 'flex', position: 'relative' }}>
    {children}
    <div
      style={{
        position: 'absolute',
        left: -4,
        right: -4,
        top: '50%',
        height: 3,
        backgroundColor: colour,
      }}
    />
  </div>
)
