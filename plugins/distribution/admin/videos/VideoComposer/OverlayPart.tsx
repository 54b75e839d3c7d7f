'use client'

import type { OverlayValue } from '../videoValue.ts'
import { MediaChoice } from './MediaChoice.tsx'
import { OverlayCard } from './OverlayCard.tsx'
import type { PartArgs } from './partArgs.ts'
import { Choice, Part, Radios, Seconds } from './parts.tsx'

type Kind = OverlayValue['kind'] | 'none'

const places = {
  intro: {
    title: 'Intro',
    own: 'Before the clip',
    over: 'Over its first seconds',
  },
  outro: {
    title: 'Outro',
    own: 'After the clip',
    over: 'Over its last seconds',
  },
} as const

const begin = (kind: Kind, before: OverlayValue | undefined): OverlayValue | undefined => {
  if (kind === 'none') return undefined
  const { seconds = 2, placement } = before ?? {}
  return {
    kind,
    seconds,
    ...(placement ? { placement } : {}),
    ...(kind === 'card' ? { card: { template: 'announcement', format: 'story', data: {} } } : {}),
  }
}

/** An intro or outro: what it is made of, how long it lasts, and whether the clip is seen meanwhile. */
export const OverlayPart = (args: PartArgs & { name: 'intro' | 'outro' }) => {
  const { video, put, flaws, shared, name } = args
  const overlay = video[name]
  const { title, own, over } = places[name]
  const change = (part: Partial<OverlayValue>) =>
    put({ [name]: overlay ? { ...overlay, ...part } : undefined })
  const pick = (kind: 'image' | 'clip', label: string) => (
    <MediaChoice
      {...shared}
      label={label}
      path={`${shared.path}.${name}`}
      kind={kind === 'clip' ? 'video' : 'image'}
      value={overlay?.[kind]}
      onChange={(value) => change({ [kind]: value })}
    />
  )
  return (
    <Part title={title} flaws={flaws.filter(({ place }) => place === name)}>
      <Choice<Kind>
        label="Made of"
        value={overlay?.kind ?? 'none'}
        isReadOnly={shared.isReadOnly}
        options={[
          { value: 'none', label: `No ${name}` },
          { value: 'image', label: 'A picture' },
          { value: 'clip', label: 'A clip' },
          { value: 'card', label: 'A card' },
        ]}
        onChange={(kind) => put({ [name]: begin(kind, overlay) })}
      />
      {overlay ? (
        <>
          {overlay.kind === 'image' ? pick('image', 'Picture') : null}
          {overlay.kind === 'clip'
            ? pick('clip', 'Clip, of which the first seconds are shown')
            : null}
          {overlay.kind === 'card' ? (
            <OverlayCard
              {...shared}
              frame={video.frame}
              value={overlay.card}
              onChange={(card) => change({ card })}
            />
          ) : null}
          <Seconds
            label="Seconds, at most 3"
            value={overlay.seconds}
            least={0.1}
            most={3}
            isReadOnly={shared.isReadOnly}
            onChange={(seconds) => change({ seconds })}
          />
          <Radios
            label={`Where the ${name} stands`}
            value={overlay.placement ?? 'own_frames'}
            isReadOnly={shared.isReadOnly}
            options={[
              { value: 'own_frames', label: own, hint: 'The video becomes longer by it.' },
              { value: 'superimposed', label: over, hint: 'TikTok refuses such a video.' },
            ]}
            onChange={(placement) => change({ placement })}
          />
        </>
      ) : null}
    </Part>
  )
}
