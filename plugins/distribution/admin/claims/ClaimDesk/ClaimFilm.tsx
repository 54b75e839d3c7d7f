import { useState } from 'react'
import type { z } from 'zod'
import type { ClaimAnswer } from '../../../claims/claimAnswer.ts'
import type { previewClaim } from '../../../claims/operations/previewClaim.ts'
import { useApi } from '../../calls/useApi.ts'
import { namePlatform } from '../../channels/nameChannel.ts'
import { usePolling } from '../../live/usePolling.ts'
import { StateMark } from '../../states/StateMark/index.tsx'

type Preview = z.output<(typeof previewClaim)['output']>

/** While it is made it is looked at often; its link holds longer than the second pace, in milliseconds. */
const paceMs = { making: 2_000, ready: 5 * 60_000 }

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
  const { get } = useApi()
  const [preview, setPreview] = useState<Preview>()
  const [why, setWhy] = useState<string>()
  usePolling({
    look: async (signal) => {
      const answered = await get<Preview>(`/claims/${encodeURIComponent(id)}/preview`, signal)
      if ('problem' in answered) {
        setWhy(answered.problem.detail)
        return answered.problem.status === 0 ? null : paceMs.ready
      }
      setWhy(undefined)
      setPreview(answered.answer)
      return answered.answer.state === 'making' ? paceMs.making : paceMs.ready
    },
  })
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
