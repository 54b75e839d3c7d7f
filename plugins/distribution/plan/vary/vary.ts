import { compose, fieldsOf, findEmpty, type Said, type VaryFault } from './compose.ts'
import type { Taken } from './draw.ts'
import { type Filling, piecesOf } from './render.ts'
import type { Values } from './variables.ts'
import type { Field, Voice } from './voice.ts'

/** An alternative that was taken, for people to read. */
export type TakenChoice = {
  in: Field
  line: number
  column: number
  /** As it is written in the template, cut where it is long. */
  alternative: string
}

/** What one account says. */
export type Varied = {
  said: Said
  /** Which branch of each choice that the texts come to. */
  taken: Taken
  choices: TakenChoice[]
  /** By pool. */
  tags: Record<string, string[]>
  /** Why the account cannot say that; empty where it can. */
  faults: VaryFault[]
}

export type VaryArgs = {
  voice: Voice
  /** Its number in the plan, as `giveTurns` has it. */
  turn: number
  values: Values
  /** How many hashtags its platform takes, where that is known. */
  maxTags?: number
}

const longest = 80

const cut = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`

/** Writes of each choice the alternative that was drawn. */
export const takeAsDrawn =
  (taken: Taken): Filling['choose'] =>
  (choice, render) =>
    render(choice.branches[taken.get(choice) ?? 0]?.pieces ?? [])

/**
 * What an account says of a voice at its turn. The same turn of the same voice says the same for ever: nothing else of the
 * other accounts counts, nor in which order they are looked at. Over turns that follow one another each alternative and each
 * hashtag comes as often as the others.
 */
export const vary = ({ voice, turn, values, maxTags }: VaryArgs): Varied => {
  const { taken, tags: places } = voice.drawing.draw(turn)
  const composed = compose({
    voice,
    values,
    places,
    choose: takeAsDrawn(taken),
    ...(maxTags === undefined ? {} : { maxTags }),
  })
  return {
    said: composed.said,
    taken,
    choices: fieldsOf(voice).flatMap(({ field, template }) =>
      piecesOf(template.pieces).flatMap((piece) => {
        const index = piece.kind === 'choice' ? taken.get(piece) : undefined
        if (piece.kind !== 'choice' || index === undefined) return []
        const alternative = cut(piece.branches[index]?.source ?? '')
        return { in: field, ...piece.at, alternative }
      }),
    ),
    tags: Object.fromEntries([...composed.tags].filter(([, tags]) => tags.length > 0)),
    faults: [...findEmpty(voice, values), ...composed.faults],
  }
}
