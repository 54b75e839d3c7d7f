'use client'

import type { ID } from '../../../id.ts'
import type { VideoValue } from '../videoValue.ts'
import { MediaChoice } from './MediaChoice.tsx'
import type { PartArgs } from './partArgs.ts'
import { Part, Radios, Seconds } from './parts.tsx'

const mostSlides = 50
const usualSeconds = 3

/** What the video shows: a clip, or pictures one after the other. */
export const SourcePart = ({ video, put, flaws, shared }: PartArgs) => {
  const { slides } = video
  const choose = (kind: 'clip' | 'slides') =>
    put(
      kind === 'clip'
        ? { slides: undefined, music: undefined, fade: undefined }
        : { slides: [], clip: undefined },
    )
  const order = (ids: ID[]) =>
    put({
      slides: ids.map(
        (id) => slides?.find(({ image }) => image === id) ?? { image: id, seconds: usualSeconds },
      ),
    })
  return (
    <Part
      title="What it shows"
      flaws={flaws.filter(({ place }) => place === 'clip' || place === 'slides')}
    >
      <Radios
        label="What it shows"
        value={slides ? 'slides' : 'clip'}
        isReadOnly={shared.isReadOnly}
        options={[
          { value: 'clip', label: 'A clip' },
          { value: 'slides', label: 'Pictures, one after the other' },
        ]}
        onChange={choose}
      />
      {slides ? (
        <>
          <MediaChoice
            {...shared}
            label="Pictures"
            path={`${shared.path}.slides`}
            kind="image"
            most={mostSlides}
            values={slides.map(({ image }) => image)}
            onOrder={order}
          />
          <SlideSeconds video={video} put={put} isReadOnly={shared.isReadOnly} />
          <MediaChoice
            {...shared}
            label="Music, from the sound of a clip"
            path={`${shared.path}.music`}
            kind="video"
            value={video.music}
            onChange={(music) => put({ music })}
          />
        </>
      ) : (
        <MediaChoice
          {...shared}
          label="Clip"
          path={`${shared.path}.clip`}
          kind="video"
          value={video.clip}
          onChange={(clip) => put({ clip })}
        />
      )}
    </Part>
  )
}

type SlideArgs = Pick<PartArgs, 'put'> & { video: VideoValue; isReadOnly: boolean }

const SlideSeconds = ({ video, put, isReadOnly }: SlideArgs) => {
  const { slides = [] } = video
  if (slides.length === 0) return null
  const total = slides.reduce((sum, { seconds }) => sum + (seconds || 0), 0)
  return (
    <>
      <div className="postyard-video__row">
        {slides.map(({ image, seconds }, index) => (
          <Seconds
            key={image}
            label={`Picture ${index + 1}, s`}
            value={seconds}
            least={0.5}
            most={60}
            isReadOnly={isReadOnly}
            onChange={(given) =>
              put({
                slides: slides.map((one, at) =>
                  at === index ? { ...one, seconds: given ?? 0 } : one,
                ),
              })
            }
          />
        ))}
        <Seconds
          label="Cross-fade, s"
          value={video.fade ?? 0.5}
          least={0}
          most={2}
          isReadOnly={isReadOnly}
          onChange={(fade) => put({ fade: fade ?? 0 })}
        />
      </div>
      <p className="postyard-video__hint">Together {Number(total.toFixed(1))} s.</p>
    </>
  )
}
