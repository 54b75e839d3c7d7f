'use client'

import { useState } from 'react'
import type { ForeseenFile } from '../../../distribute/foreseenOutput.ts'
import { tellMaking } from '../tellMaking.ts'

type Args = {
  file: ForeseenFile
  /** In its own proportions; else cut to its tile. */
  isWhole: boolean
  /** How many more there are behind it. */
  rest: number
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`

/** One picture or video; in the place of one that is not there yet, what becomes of it. */
export const DrawnFile = ({ file, isWhole, rest }: Args) => {
  const { url, width, height, mimeType, alt, seconds, making, filename } = file
  const [isBroken, setBroken] = useState(false)
  const told = making ? tellMaking(making) : undefined
  const isVideo = mimeType.startsWith('video/')
  const ratio = width && height ? width / height : isVideo ? 16 / 9 : 1
  return (
    <figure
      className="postyard-as__file"
      style={{ ['--ratio' as string]: isWhole ? ratio : undefined }}
      data-making={making?.state}
    >
      <Picture {...{ url, isVideo, alt, isBroken, filename, told }} onBroken={setBroken} />
      {isVideo && seconds ? <span className="postyard-as__length">{clock(seconds)}</span> : null}
      {rest > 0 ? (
        <span className="postyard-as__rest">
          +{rest}
          <span className="postyard-as__aside"> more files</span>
        </span>
      ) : null}
      {told && url && !isBroken ? <figcaption>{told}</figcaption> : null}
    </figure>
  )
}

type PictureArgs = Pick<ForeseenFile, 'url' | 'alt' | 'filename'> & {
  isVideo: boolean
  isBroken: boolean
  told: string | undefined
  onBroken: (isBroken: boolean) => void
}

const Picture = ({ url, alt, filename, isVideo, isBroken, told, onBroken }: PictureArgs) => {
  if (!url || isBroken) {
    return (
      <span className="postyard-as__blank">
        {told ?? `${filename} cannot be shown by this browser.`}
      </span>
    )
  }
  if (isVideo) {
    return (
      <video
        src={url}
        controls
        muted
        playsInline
        preload="metadata"
        aria-label={alt ?? filename}
        onError={() => onBroken(true)}
      />
    )
  }
  // biome-ignore lint/performance/noImgElement: it is shown as it is sent, not as Next would make it
  return <img src={url} alt={alt ?? ''} decoding="async" onError={() => onBroken(true)} />
}
