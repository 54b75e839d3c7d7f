'use client'

import { usePostForm } from '../../distribute/usePostForm.ts'
import { findVideoFlaws } from '../findVideoFlaws.ts'
import { tidyVideo, type VideoValue } from '../videoValue.ts'
import { CaptionsPart } from './CaptionsPart.tsx'
import { FramePart } from './FramePart.tsx'
import { OverlayPart } from './OverlayPart.tsx'
import type { PartArgs } from './partArgs.ts'
import { SourcePart } from './SourcePart.tsx'
import './index.css'

type Props = {
  value: VideoValue
  onChange: (value: VideoValue) => void
  /** Of the field in its form. */
  path: string
  mediaSlug: string
  isReadOnly: boolean
}

/** Puts a video together: what it shows, its frame, intro, outro and captions. */
export const VideoComposer = ({ value, onChange, ...given }: Props) => {
  const { tenant } = usePostForm()
  const args: PartArgs = {
    video: value,
    put: (part) => onChange(tidyVideo({ ...value, ...part })),
    flaws: findVideoFlaws(value),
    shared: { ...given, tenant },
  }
  return (
    <div className="postyard-video">
      <SourcePart {...args} />
      <FramePart {...args} />
      <div className="postyard-video__pair">
        <OverlayPart {...args} name="intro" />
        <OverlayPart {...args} name="outro" />
      </div>
      <CaptionsPart {...args} />
    </div>
  )
}
