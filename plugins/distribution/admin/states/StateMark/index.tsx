import { lookOf } from '../looks.ts'
import { Shape } from '../shapes.tsx'
import './index.css'

type Args = { state: string; className?: string }

/** A state as it looks everywhere: a shape and a word in one tone. */
export const StateMark = ({ state, className }: Args) => {
  const { word, tone, shape } = lookOf(state)
  return (
    <span
      className={['postyard-state', `postyard-tone-${tone}`, className].filter(Boolean).join(' ')}
      data-state={state}
    >
      <Shape name={shape} />
      <span>{word}</span>
    </span>
  )
}
