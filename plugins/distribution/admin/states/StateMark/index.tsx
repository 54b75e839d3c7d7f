import { lookOf } from '../looks.ts'
import { Shape } from '../shapes.tsx'
import './index.css'

type Args = {
  state: string
  /** Said in the place of the state's own word. */
  word?: string
  className?: string
}

/** A state as it looks everywhere: a shape and a word in one tone. */
export const StateMark = ({ state, word, className }: Args) => {
  const { word: own, tone, shape } = lookOf(state)
  return (
    <span
      className={['postyard-state', `postyard-tone-${tone}`, className].filter(Boolean).join(' ')}
      data-state={state}
    >
      <Shape name={shape} />
      <span>{word ?? own}</span>
    </span>
  )
}
