'use client'

import { useId, useRef, useState } from 'react'
import type { PartArgs } from './partArgs.ts'
import { Choice, Part } from './parts.tsx'

const mostBytes = 200_000

const areas = [
  { value: 'every', label: 'Every platform' },
  { value: 'tiktok', label: 'TikTok' },
  { value: 'reels', label: 'Reels' },
  { value: 'shorts', label: 'Shorts' },
  { value: 'none', label: 'No platform: as low as can be' },
]

const example = '00:00:00,500 --> 00:00:02,500\nBright, south-facing, by the sea'

/** Captions that are drawn into the video: typed, or read from an SRT or WebVTT file. */
export const CaptionsPart = ({ video, put, flaws, shared: { isReadOnly } }: PartArgs) => {
  const { captions } = video
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string>()
  const say = (text: string) => {
    setProblem(undefined)
    put({ captions: text === '' ? undefined : { ...captions, text } })
  }
  const read = async (chosen: File | undefined) => {
    if (!chosen) return
    if (chosen.size > mostBytes) {
      setProblem(
        `The file "${chosen.name}" is larger than captions are. Choose an SRT or VTT file.`,
      )
      return
    }
    say(await chosen.text())
  }
  return (
    <Part title="Captions" flaws={flaws.filter(({ place }) => place === 'captions')}>
      <div className="postyard-video__field">
        <label htmlFor={id}>Each with its times, as SRT or WebVTT</label>
        <textarea
          id={id}
          rows={captions ? Math.min(14, captions.text.split('\n').length + 1) : 3}
          placeholder={example}
          spellCheck
          dir="auto"
          value={captions?.text ?? ''}
          disabled={isReadOnly}
          onChange={(event) => say(event.target.value)}
        />
      </div>
      <div className="postyard-video__row">
        <button
          type="button"
          className="postyard-video__button"
          disabled={isReadOnly}
          onClick={() => file.current?.click()}
        >
          Read from a file
        </button>
        <input
          ref={file}
          type="file"
          accept=".srt,.vtt,text/vtt,application/x-subrip"
          aria-label="File with captions"
          hidden
          onChange={(event) => {
            void read(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        {captions ? (
          <Choice
            label="Kept clear of the signs of"
            value={captions.safeArea ?? 'every'}
            options={areas}
            isReadOnly={isReadOnly}
            onChange={(safeArea) => put({ captions: { ...captions, safeArea } })}
          />
        ) : null}
      </div>
      {problem ? (
        <p className="postyard-video__flaw" role="alert">
          {problem}
        </p>
      ) : null}
    </Part>
  )
}
