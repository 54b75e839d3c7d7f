import type { CardFormat } from '../cardSpec.ts'
import type { Template } from '../template.ts'
import { textBlock } from '../textBlock.tsx'
import { Backdrop } from './Backdrop.tsx'
import { BrandPlate } from './BrandPlate.tsx'
import { Icon } from './Icon.tsx'

type Layout = {
  padding: number
  mark: number
  text: { height: number; max: number; min: number }
  name: number
  plate: number
}

const LAYOUTS: Record<CardFormat, Layout> = {
  square: { padding: 84, mark: 132, text: { height: 480, max: 74, min: 34 }, name: 34, plate: 68 },
  portrait: {
    padding: 88,
    mark: 150,
    text: { height: 690, max: 82, min: 36 },
    name: 36,
    plate: 72,
  },
  landscape: {
    padding: 64,
    mark: 84,
    text: { height: 290, max: 54, min: 24 },
    name: 26,
    plate: 54,
  },
  story: { padding: 92, mark: 170, text: { height: 840, max: 90, min: 40 }, name: 40, plate: 78 },
}

/** What somebody said, in the brand's colour. */
export const quote: Template<'quote'> = {
  photoSize: () => null,

  voice: ({ text }) => text,

  blocks: ({ data, format, canvas, palette }) => {
    const { padding, text, name } = LAYOUTS[format]
    const width = canvas.width - padding * 2
    const line = {
      width: width * 0.54,
      height: 'one line',
      max: name,
      min: Math.round(name * 0.7),
    } as const
    return {
      text: textBlock({
        text: data.text,
        colour: palette.onBrand,
        width,
        ...text,
        weight: 600,
        lineHeight: 1.24,
        spacing: -0.015,
      }),
      author:
        data.author === undefined
          ? undefined
          : textBlock({ text: data.author, colour: palette.onBrand, weight: 800, ...line }),
      role:
        data.role === undefined
          ? undefined
          : textBlock({
              ...line,
              text: data.role,
              colour: palette.onBrand,
              max: name * 0.84,
              min: Math.round(name * 0.6),
            }),
    }
  },

  render: ({ format, canvas, palette, brand, isRightToLeft, fitted }) => {
    const { padding, mark, name, plate } = LAYOUTS[format]
    const { width, height, top, bottom } = canvas
    const row = isRightToLeft ? 'row-reverse' : 'row'
    const start = isRightToLeft ? 'flex-end' : 'flex-start'
    return (
      <div style={{ display: 'flex', width, height }}>
        <Backdrop width={width} height={height} palette={palette} />
        <div
          style={{
            position: 'absolute',
            left: 0,
            top,
            width,
            height: height - top - bottom,
            padding,
            boxSizing: 'border-box',
            display: 'flex',
            flexDirection: 'column',
            justifyContent: 'space-between',
          }}
        >
          <div style={{ display: 'flex', flexDirection: row }}>
            <Icon shape="quote" size={mark} colour={palette.onBrand} opacity={0.28} />
          </div>
          <div key="text" style={{ display: 'flex', flexDirection: row }}>
            {fitted.text}
          </div>
          <div
            style={{
              display: 'flex',
              flexDirection: row,
              alignItems: 'flex-end',
              justifyContent: 'space-between',
              gap: name,
            }}
          >
            <div
              style={{
                display: 'flex',
                flexDirection: row,
                alignItems: 'center',
                gap: name * 0.7,
              }}
            >
              {fitted.author || fitted.role ? (
                <div
                  style={{
                    width: 8,
                    height: name * 2.4,
                    borderRadius: 4,
                    backgroundColor: palette.onBrand,
                    opacity: 0.5,
                  }}
                />
              ) : null}
              <div style={{ display: 'flex', flexDirection: 'column', alignItems: start }}>
                <div key="author" style={{ display: 'flex' }}>
                  {fitted.author}
                </div>
                <div key="role" style={{ display: 'flex', opacity: 0.86 }}>
                  {fitted.role}
                </div>
              </div>
            </div>
            <BrandPlate
              brand={brand}
              palette={palette}
              size={plate}
              ground="brand"
              maxWidth={width * 0.4}
            />
          </div>
        </div>
      </div>
    )
  },
}
