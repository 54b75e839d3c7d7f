'use client'

import { frames, nameFrame } from '../videoValue.ts'
import type { PartArgs } from './partArgs.ts'
import { Choice, Part, Radios } from './parts.tsx'

/** The size of the video, and how the clip is brought into it. */
export const FramePart = ({ video, put, shared: { isReadOnly } }: PartArgs) => {
  const { frame, fit = 'pad', background = '#000000' } = video
  const known = frames.map((one) => ({ value: nameFrame(one.frame), label: one.label }))
  const chosen = nameFrame(frame)
  const own = known.some(({ value }) => value === chosen)
    ? []
    : [{ value: chosen, label: `${frame.width} × ${frame.height}` }]
  return (
    <Part title="Frame">
      <Choice
        label="Size"
        value={chosen}
        options={[...known, ...own]}
        isReadOnly={isReadOnly}
        onChange={(name) => {
          const found = frames.find((one) => nameFrame(one.frame) === name)
          if (found) put({ frame: found.frame })
        }}
      />
      <Radios
        label="How it is brought into the frame"
        value={fit}
        isReadOnly={isReadOnly}
        options={[
          { value: 'pad', label: 'Show all of it', hint: 'What is left of the frame is filled.' },
          { value: 'crop', label: 'Fill the frame', hint: 'What stands out is cut off.' },
        ]}
        onChange={(chosenFit) => put({ fit: chosenFit })}
      />
      {fit === 'pad' ? (
        <label className="postyard-video__field postyard-video__field--short">
          <span>Filled with</span>
          <input
            type="color"
            value={background}
            disabled={isReadOnly}
            onChange={(event) => put({ background: event.target.value })}
          />
        </label>
      ) : null}
    </Part>
  )
}
