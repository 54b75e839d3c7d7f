import type { CSSProperties, ReactNode } from 'react'
import type { Palette } from '../palette.ts'
import type { Template } from '../template.ts'
import { textBlock } from '../textBlock.tsx'
import { Backdrop } from './Backdrop.tsx'
import { BrandPlate } from './BrandPlate.tsx'
import { Embedded } from './Embedded.tsx'
import { factsBlock } from './factsBlock.tsx'
import { Icon } from './Icon.tsx'
import { type Box, type ListingLayout, listingLayout } from './listingLayout.ts'
import { Raised } from './Raised.tsx'

/** Without a headline above them the panel's words are larger by this. */
const ALONE = 1.2

/** Something that is to be had: its photo, what it is, where, and for how much. */
export const listing: Template<'listing'> = {
  photoSize: (format) => listingLayout({ format, hasPhoto: true }).photo,

  voice: ({ headline }) => headline,

  blocks: ({ data, format, palette, hasPhoto, isRightToLeft }) => {
    const layout = listingLayout({ format, hasPhoto })
    const { inner, headline, poster, tag } = layout
    const small = hasPhoto ? layout.small : Math.round(layout.small * ALONE)
    const place = hasPhoto
      ? { width: inner, colour: palette.ink, ...headline }
      : { colour: palette.onBrand, ...poster }
    const { location, price, facts } = data
    return {
      headline: textBlock({
        ...place,
        text: data.headline,
        weight: 800,
        lineHeight: 1.12,
        spacing: -0.02,
      }),
      location:
        location === undefined
          ? undefined
          : textBlock({
              text: location,
              colour: palette.accent,
              weight: 600,
              width: inner - small * 1.5,
              height: 'one line',
              max: small,
              min: Math.round(small * 0.72),
              spacing: 0.01,
            }),
      price:
        price === undefined
          ? undefined
          : textBlock({
              text: price,
              colour: hasPhoto ? palette.onSpot : palette.deep,
              weight: 800,
              width: tag.width,
              lineHeight: 1.2,
              height: 'one line',
              max: tag.size,
              min: Math.round(tag.size * 0.6),
              spacing: -0.01,
            }),
      facts:
        facts.length > 0
          ? factsBlock({
              facts,
              width: inner,
              height: layout.facts,
              max: small,
              palette,
              isRightToLeft,
            })
          : undefined,
    }
  },

  render: ({ format, canvas, palette, brand, isRightToLeft, photo, fitted }) => {
    const layout = listingLayout({ format, hasPhoto: photo !== undefined })
    const { photo: frame, panel, poster, plate } = layout
    const { headline, location, price, facts } = fitted
    const side = isRightToLeft ? 'right' : 'left'
    const isBeside = panel.left >= frame.width
    // What stands left of its neighbour stands right of it where one reads from right to left.
    const turn = (box: Box) =>
      isRightToLeft && isBeside ? { ...box, left: canvas.width - box.left - box.width } : box
    return (
      <div
        style={{
          display: 'flex',
          width: canvas.width,
          height: canvas.height,
          backgroundColor: palette.paper,
        }}
      >
        {photo ? (
          <Embedded
            picture={photo}
            width={frame.width}
            height={frame.height}
            style={{ position: 'absolute', left: turn(frame).left, top: frame.top }}
          />
        ) : (
          <Backdrop width={frame.width} height={frame.height} palette={palette} />
        )}
        <div style={{ position: 'absolute', [side]: plate.left, top: plate.top, display: 'flex' }}>
          <BrandPlate
            brand={brand}
            palette={palette}
            size={plate.size}
            ground="plate"
            maxWidth={frame.width - plate.left * 2}
          />
        </div>
        {photo ? null : (
          <div
            key="headline"
            style={{
              position: 'absolute',
              [side]: poster.left,
              bottom: poster.bottom,
              display: 'flex',
            }}
          >
            {headline}
          </div>
        )}
        <div
          style={{
            ...panelStyle,
            ...at(turn(panel)),
            padding: panel.padding,
            borderRadius: panel.radius,
            backgroundColor: palette.paper,
          }}
        >
          <div style={{ display: 'flex', flexDirection: 'column' }}>
            {location ? (
              <Location
                small={photo ? layout.small : layout.small * ALONE}
                palette={palette}
                words={location}
                isRightToLeft={isRightToLeft}
              />
            ) : null}
            {photo ? (
              <div key="headline" style={{ display: 'flex' }}>
                {headline}
              </div>
            ) : null}
          </div>
          <div key="facts" style={{ display: 'flex' }}>
            {facts}
          </div>
        </div>
        {price ? (
          <PriceTag
            tag={layout.tag}
            palette={palette}
            words={price}
            isOnPhoto={photo !== undefined}
            side={isRightToLeft ? 'left' : 'right'}
          />
        ) : null}
      </div>
    )
  },
}

const at = ({ left, top, width, height }: Box) => ({ left, top, width, height })

const panelStyle: CSSProperties = {
  position: 'absolute',
  boxSizing: 'border-box',
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'space-between',
}

const Location = ({
  small,
  palette,
  words,
  isRightToLeft,
}: {
  small: number
  palette: Palette
  words: ReactNode
  isRightToLeft: boolean
}) => (
  <div
    style={{
      display: 'flex',
      flexDirection: isRightToLeft ? 'row-reverse' : 'row',
      alignItems: 'center',
      gap: small * 0.4,
      marginBottom: small * 0.55,
    }}
  >
    <Icon shape="pin" size={small * 1.1} colour={palette.accent} />
    <div key="location" style={{ display: 'flex' }}>
      {words}
    </div>
  </div>
)

type PriceTagProps = {
  tag: ListingLayout['tag']
  palette: Palette
  words: ReactNode
  isOnPhoto: boolean
  side: 'left' | 'right'
}

/** Upon the brand’s own colour, tag and letters change their colours, so that the tag stands out. */
const PriceTag = ({ tag, palette, words, isOnPhoto, side }: PriceTagProps) => {
  const style: CSSProperties = {
    display: 'flex',
    alignItems: 'center',
    height: tag.size * 2,
    padding: `0 ${tag.size * 0.75}px`,
    borderRadius: tag.size * 0.48,
    backgroundColor: isOnPhoto ? palette.spot : palette.onBrand,
  }
  return (
    <div
      style={{
        position: 'absolute',
        display: 'flex',
        [side]: tag.right,
        top: tag.middle - tag.size,
      }}
    >
      <Raised reach={tag.size * 0.2} style={style}>
        <div key="price" style={{ display: 'flex' }}>
          {words}
        </div>
      </Raised>
    </div>
  )
}
