'use client'

import { useId, useState } from 'react'
import { foldText } from '../foldText.ts'
import type { PlatformLook } from '../platformLook.ts'
import { splitText } from '../splitText.ts'

type Args = {
  text: string
  bold: { from: number; to: number }[]
  look: PlatformLook
}

/** A text as its platform shows it: its line breaks, what is bold, addresses and tags, and the rest of it behind "more". */
export const Words = ({ text, bold, look }: Args) => {
  const [isWhole, setWhole] = useState(false)
  const id = useId()
  if (text === '') return null
  const shown = foldText(text, look.fold)
  const isFolded = shown < text.length
  const end = isWhole ? text.length : shown
  const pieces = splitText({ ...look, text: text.slice(0, end), bold })
  return (
    <p className="postyard-as__words" dir="auto" id={id}>
      {pieces.map((piece, index) => {
        const className = piece.isMarked ? 'postyard-as__marked' : undefined
        const Element = piece.isBold ? 'strong' : 'span'
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
          <Element key={index} className={className}>
            {piece.text}
          </Element>
        )
      })}
      {isFolded ? (
        <button
          type="button"
          className="postyard-as__more"
          aria-controls={id}
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
          title={`Here the platform folds a text, after about ${look.fold?.characters} characters or ${look.fold?.lines} lines.`}
        >
          {isWhole ? ' less' : '… more'}
        </button>
      ) : null}
    </p>
  )
}
