import { buttonUpon } from '../palette.ts'
import type { Template } from '../template.ts'
import { textBlock } from '../textBlock.tsx'
import { ANNOUNCEMENT_LAYOUTS } from './announcementLayout.ts'
import { Action, Eyebrow, Line } from './announcementParts.tsx'
import { Backdrop } from './Backdrop.tsx'
import { BrandPlate } from './BrandPlate.tsx'
import { Embedded } from './Embedded.tsx'
import { placePhoto } from './placePhoto.ts'

/** News: what, when, where, and what one may do. */
export const announcement: Template<'announcement'> = {
  photoSize: (format) => ANNOUNCEMENT_LAYOUTS[format].photo,

  voice: ({ headline }) => headline,

  blocks: ({ data, format, canvas, palette, hasPhoto }) => {
    const { padding, photo, headline, alone, text, small } = ANNOUNCEMENT_LAYOUTS[format]
    const inner = canvas.width - padding * 2 - (hasPhoto && !photo.isAbove ? photo.width : 0)
    // The action stands right of when and where, or in a narrow column below them.
    const isNarrow = hasPhoto && !photo.isAbove
    const beside = data.action === undefined || isNarrow ? inner : inner * 0.6
    const line = {
      height: 'one line',
      max: small,
      min: Math.round(small * 0.66),
      weight: 600,
    } as const
    const optional = (
      value: string | undefined,
      colour: string,
      width: number,
      isUpperCase = false,
    ) =>
      value === undefined
        ? undefined
        : textBlock({
            ...line,
            text: value,
            colour,
            width,
            isUpperCase,
            spacing: isUpperCase ? 0.06 : 0,
          })
    return {
      eyebrow: optional(data.eyebrow, palette.accent, inner * 0.44, true),
      headline: textBlock({
        text: data.headline,
        colour: palette.ink,
        width: inner,
        ...(hasPhoto ? headline : alone),
        weight: 800,
        lineHeight: 1.1,
        spacing: -0.025,
      }),
      text:
        data.text === undefined
          ? undefined
          : textBlock({
              ...text,
              text: data.text,
              colour: palette.muted,
              width: inner,
              lineHeight: 1.38,
            }),
      when: optional(data.when, palette.ink, beside - small * 2),
      where: optional(data.where, palette.ink, beside - small * 2),
      action: optional(
        data.action,
        buttonUpon(palette.paper, palette).text,
        (isNarrow ? inner : inner * 0.4 - small) - small * 3.6,
      ),
    }
  },

  render: ({ format, canvas, palette, brand, isRightToLeft, photo, fitted }) => {
    const { padding, photo: frame, small, plate } = ANNOUNCEMENT_LAYOUTS[format]
    const { width, height } = canvas
    const { isAbove, isBeside, words, photoLeft } = placePhoto({
      ...{ canvas, frame, isRightToLeft },
      hasPhoto: photo !== undefined,
    })
    const row = isRightToLeft ? 'row-reverse' : 'row'
    const start = isRightToLeft ? 'flex-end' : 'flex-start'
    return (
      <div style={{ display: 'flex', width, height, backgroundColor: palette.paper }}>
        <Backdrop width={width} height={height} palette={palette} isOnPaper />
        {photo ? (
          <Embedded
            picture={photo}
            width={frame.width}
            height={frame.height}
            style={{ position: 'absolute', top: 0, left: photoLeft }}
          />
        ) : null}
        <div
          style={{
            position: 'absolute',
            ...words,
            padding,
            paddingTop: isAbove ? padding * 0.8 : padding,
            boxSizing: 'border-box',
            display: 'flex',
            flexDirection: 'column',
            justifyContent: 'space-between',
          }}
        >
          <div style={{ display: 'flex', flexDirection: 'column', gap: small * 0.7 }}>
            <div
              style={{
                display: 'flex',
                flexDirection: row,
                alignItems: 'center',
                justifyContent: 'space-between',
                minHeight: plate,
              }}
            >
              {fitted.eyebrow ? (
                <Eyebrow palette={palette} small={small} words={fitted.eyebrow} />
              ) : null}
              <BrandPlate
                brand={brand}
                palette={palette}
                size={plate}
                ground="paper"
                maxWidth={(words.width - padding * 2) * 0.44}
              />
            </div>
            <div key="headline" style={{ display: 'flex', flexDirection: row }}>
              {fitted.headline}
            </div>
            <div key="text" style={{ display: 'flex', flexDirection: row }}>
              {fitted.text}
            </div>
          </div>
          <div
            style={{
              display: 'flex',
              flexDirection: isBeside ? 'column' : row,
              gap: small * 0.8,
              alignItems: isBeside ? start : 'flex-end',
              justifyContent: 'space-between',
            }}
          >
            <div
              style={{
                display: 'flex',
                flexDirection: 'column',
                alignItems: start,
                gap: small * 0.4,
              }}
            >
              <Line
                name="when"
                shape="clock"
                words={fitted.when}
                small={small}
                colour={palette.accent}
                row={row}
              />
              <Line
                name="where"
                shape="pin"
                words={fitted.where}
                small={small}
                colour={palette.accent}
                row={row}
              />
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
