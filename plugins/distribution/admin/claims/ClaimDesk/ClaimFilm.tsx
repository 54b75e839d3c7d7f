import { useState } from 'react'
import type { ClaimAnswer } from '../../../claims/claimAnswer.ts'
import { namePlatform } from '../../channels/nameChannel.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { usePreview } from './usePreview.ts'

/** The film as it will go out, what is made of it by now, and which platform refuses it. */
export const ClaimFilm = ({ claim }: { claim: ClaimAnswer }) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <details
      className="postyard-claim__film"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>Film as it will go out</summary>
      {isOpen ? <Film key={JSON.stringify(claim.overlays)} id={String(claim.id)} /> : null}
    </details>
  )
}

const Film = ({ id }: { id: string }) => {
  const { preview, why } = usePreview(id)
  if (why) return <p role="alert">{why}</p>
  if (!preview) return null
  return (
    <>
      {preview.state === 'ready' && preview.file ? (
        // biome-ignore lint/a11y/useMediaCaption: what is posted has no captions of its own
        <video
          key={String(preview.file.id)}
          src={preview.file.url}
          controls
          playsInline
          preload="metadata"
          aria-label="Film as it will go out"
        />
      ) : (
        <p>
          <StateMark state={preview.state === 'failed' ? 'failed' : 'rendering'} />{' '}
          {preview.reason ?? `${preview.progress} %`}
        </p>
      )}
      <ul>
        {preview.platforms.flatMap(({ platform, refusals }) =>
          refusals.map(({ message }) => (
            <li key={`${platform} ${message}`}>
              {namePlatform(platform)}: {message}
            </li>
          )),
        )}
      </ul>
    </>
  )
}
