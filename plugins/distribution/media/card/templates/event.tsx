import type { CardData } from '../cardSpec.ts'
import { buttonUpon } from '../palette.ts'
import { guessLanguage } from '../script/guessLanguage.ts'
import type { Template } from '../template.ts'
import { textBlock } from '../textBlock.tsx'
import { Action, Line } from './announcementParts.tsx'
import { Backdrop } from './Backdrop.tsx'
import { BrandPlate } from './BrandPlate.tsx'
import { Embedded } from './Embedded.tsx'
import { EVENT_LAYOUTS } from './eventLayout.ts'
import { Leaf } from './Leaf.tsx'
import { nameDay } from './nameDay.ts'
import { placePhoto } from './placePhoto.ts'

const langOf = (data: CardData<'event'>, lang: string | undefined): string =>
  lang ?? guessLanguage(data.headline)

/** Something that happens on a day: the day as the leaf of a calendar, when, where, and what it costs to come. */
export const event: Template<'event'> = {
  photoSize: (format) => EVENT_LAYOUTS[format].photo,

  voice: ({ headline }) => headline,

  moreWords: (data, lang) =>
    data.date === undefined
      ? []
      : Object.values(nameDay({ date: data.date, lang: langOf(data, lang) })),

  blocks: ({ data, format, canvas, palette, hasPhoto }) => {
    const { padding, photo, headline, alone, text, small, leaf, gap } = EVENT_LAYOUTS[format]
    const isNarrow = hasPhoto && !photo.isAbove
    const inner = canvas.width - padding * 2 - (isNarrow ? photo.width : 0)
    const beside = data.action === undefined || isNarrow ? inner : inner * 0.6
    const line = (value: string | undefined, width: number, colour = palette.onBrand) =>
      value === undefined
        ? undefined
        : textBlock({
            text: value,
            colour,
            width,
            height: 'one line',
            max: small,
            min: Math.round(small * 0.66),
            weight: 600,
          })
    return {
      headline: textBlock({
        text: data.headline,
        colour: palette.onBrand,
        width: data.date === undefined ? inner : inner - leaf - gap,
        ...(hasPhoto ? headline : alone),
        weight: 800,
        lineHeight: 1.1,
        spacing: -0.022,
      }),
      text:
        data.text === undefined
          ? undefined
          : textBlock({
              ...text,
              text: data.text,
              colour: palette.onBrand,
              width: inner,
              lineHeight: 1.36,
            }),
      time: line(data.time, beside - small * 2),
      where: line(data.where, beside - small * 2),
      entry: line(data.entry, beside - small * 2),
      action: line(
        data.action,
        (isNarrow ? inner : inner * 0.4 - small) - small * 3.6,
        buttonUpon(palette.brand, palette).text,
      ),
    }
  },

  render: ({ format, canvas, palette, brand, isRightToLeft, lang, data, photo, fitted }) => {
    const { padding, photo: frame, small, plate, leaf, gap } = EVENT_LAYOUTS[format]
    const { width, height } = canvas
    const { isAbove, isBeside, words, photoLeft } = placePhoto({
      ...{ canvas, frame, isRightToLeft },
      hasPhoto: photo !== undefined,
    })
    const row = isRightToLeft ? 'row-reverse' : 'row'
    const start = isRightToLeft ? 'flex-end' : 'flex-start'
    const shared = { small, colour: palette.onBrand, row } as const
    const sign = (
      <BrandPlate
        brand={brand}
        palette={palette}
        size={plate}
        ground={isAbove ? 'plate' : 'brand'}
        maxWidth={words.width - padding * 2}
      />
    )
    return (
      <div style={{ display: 'flex', width, height, backgroundColor: palette.brand }}>
        <Backdrop width={width} height={height} palette={palette} />
        {photo ? (
          <Embedded
            picture={photo}
            width={frame.width}
            height={frame.height}
            style={{ position: 'absolute', top: 0, left: photoLeft }}
          />
        ) : null}
        {isAbove ? (
          <div
            style={{
              position: 'absolute',
              [isRightToLeft ? 'right' : 'left']: padding * 0.75,
              top: canvas.top + padding * 0.75,
              display: 'flex',
            }}
          >
            {sign}
          </div>
        ) : null}
        <div
          style={{
            position: 'absolute',
            ...words,
            padding,
            paddingTop: isAbove ? padding * 0.75 : padding,
            boxSizing: 'border-box',
            display: 'flex',
            flexDirection: 'column',
            justifyContent: 'space-between',
          }}
        >
          {isAbove ? null : <div style={{ display: 'flex', flexDirection: row }}>{sign}</div>}
          <div style={{ display: 'flex', flexDirection: 'column', gap: small * 0.8 }}>
            <div style={{ display: 'flex', flexDirection: row, alignItems: 'center', gap }}>
              {data.date === undefined ? null : (
                <Leaf
                  date={data.date}
                  lang={langOf(data, lang)}
                  size={leaf}
                  brand={brand}
                  palette={palette}
                />
              )}
              <div key="headline" style={{ display: 'flex' }}>
                {fitted.headline}
              </div>
            </div>
            <div key="text" style={{ display: 'flex', flexDirection: row, opacity: 0.9 }}>
              {fitted.text}
            </div>
          </div>
          <div
            style={{
              display: 'flex',
              flexDirection: isBeside ? 'column' : row,
              alignItems: isBeside ? start : 'flex-end',
              justifyContent: 'space-between',
              gap: small * 0.7,
            }}
          >
            <div
              style={{
                display: 'flex',
                flexDirection: 'column',
                alignItems: start,
                gap: small * 0.3,
              }}
            >
              <Line name="time" shape="clock" words={fitted.time} {...shared} />
              <Line name="where" shape="pin" words={fitted.where} {...shared} />
              <Line name="entry" shape="ticket" words={fitted.entry} {...shared} />
            </div>
            {fitted.action ? (
              <Action
                button={buttonUpon(palette.brand, palette)}
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
