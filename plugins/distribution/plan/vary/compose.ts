import { sizeOf } from './drawTags.ts'
import { countHashtags, fitTags, type TagFault, writeTags } from './placeTags.ts'
import { type Filling, fillFrom, piecesOf, poolsOf, render } from './render.ts'
import type { Template, Variable } from './template.ts'
import type { Values } from './variables.ts'
import type { Field, Voice } from './voice.ts'

/** A text that an account cannot say: something that it names is missing, or it has too many hashtags. */
export type VaryFault = {
  code: 'VARIABLE_EMPTY' | 'TOO_MANY_HASHTAGS'
  /** A sentence with what to do. */
  message: string
  field: Field
}

/** What one variant says. `title` is missing where it is the post's own. */
export type Said = { title?: string; text: string; parts: string[] }

type Choose = Filling['choose']

type Composed = { said: Said; tags: Map<string, string[]>; faults: VaryFault[] }

/** All texts of a voice, each with the name of its field. */
export const fieldsOf = (voice: Voice): { field: Field; template: Template }[] => [
  ...(voice.title ? [{ field: 'title' as const, template: voice.title }] : []),
  { field: 'text', template: voice.text },
  ...voice.parts.map(({ template }, index) => ({
    field: `part ${index + 1}` as const,
    template,
  })),
]

const tellEmpty = ({ name, at }: Variable, field: Field): VaryFault => {
  const key = name.startsWith('label.') ? name.slice('label.'.length) : undefined
  const lacks = key === undefined ? `nothing for {{${name}}}` : `no label "${key}: …"`
  return {
    code: 'VARIABLE_EMPTY',
    field,
    message: `This account has ${lacks}, which the ${field} names in line ${at.line}, column ${at.column}. Give it that, or write {{${name}|words}} with what stands there otherwise.`,
  }
}

/** The variables that an account has nothing for, in any alternative: another draw might come to it. */
export const findEmpty = (voice: Voice, values: Values): VaryFault[] => {
  const fill = fillFrom(values)
  return fieldsOf(voice).flatMap(({ field, template }) =>
    piecesOf(template.pieces).flatMap((piece) =>
      piece.kind === 'variable' && fill(piece) === undefined ? tellEmpty(piece, field) : [],
    ),
  )
}

const tellMore = (has: number, max: number): VaryFault => ({
  code: 'TOO_MANY_HASHTAGS',
  field: 'text',
  message: `${max} hashtags are taken here, and the text has ${has} itself. Use fewer.`,
})

const tellTooMany = ({ pool, least, room, has }: TagFault, max: number): VaryFault => ({
  code: 'TOO_MANY_HASHTAGS',
  field: 'text',
  message: `${max} hashtags are taken here, and the text has ${has}: ${room === 0 ? 'none' : `only ${room}`} of the at least ${least} of "${pool}" would fit. Use fewer.`,
})

/**
 * One variant of a voice for one account.
 *
 * @param choose which alternative is taken of a choice
 * @param places of each pool: the places of those hashtags that are drawn
 * @param maxTags how many hashtags its platform takes, where that is known
 */
export const compose = (args: {
  voice: Voice
  values: Values
  choose: Choose
  places: ReadonlyMap<string, readonly number[]>
  maxTags?: number
  /** In the place of a variable. @default what the account has for it */
  fill?: Filling['fill']
}): Composed => {
  const { voice, values, choose, places, maxTags } = args
  const valueFor = fillFrom(values)
  const fill = args.fill ?? ((variable: Variable) => valueFor(variable) ?? '')
  const write = (template: Template, tags: Filling['tags']) =>
    render(template.pieces, { choose, fill, tags })
  const inText = new Set([...poolsOf([voice.text]), ...voice.endPools])
  const wanted = (isIn: (pool: string) => boolean) =>
    new Map([...places].flatMap(([pool, { length }]) => (isIn(pool) ? [[pool, length]] : [])))
  const has = countHashtags(write(voice.text, () => ''))
  const fitted = fitTags({
    pools: voice.pools,
    wanted: wanted((pool) => inText.has(pool)),
    has,
    max: maxTags,
  })
  const tags = new Map(
    [...places].map(([pool, drawn]) => {
      const size = fitted.sizes.get(pool) ?? drawn.length
      return [pool, writeTags(voice.pools.get(pool), drawn.slice(0, size))]
    }),
  )
  const written = (pool: string) => (tags.get(pool) ?? []).join(' ')
  const end = voice.endPools.map(written).filter((words) => words !== '')
  const text = [write(voice.text, written), end.join(' ')].filter((words) => words !== '')
  return {
    said: {
      ...(voice.title ? { title: write(voice.title, written) } : {}),
      text: text.join('\n\n'),
      parts: voice.parts.map(({ template }) => write(template, written)),
    },
    tags,
    faults:
      maxTags !== undefined && has > maxTags
        ? [tellMore(has, maxTags)]
        : fitted.faults.map((fault) => tellTooMany(fault, maxTags ?? 0)),
  }
}

/** Of each pool all that it may give at most, the longest first. */
export const mostTags = (voice: Voice): Map<string, number[]> =>
  new Map(
    [...voice.pools].map(([name, pool]) => {
      const byLength = pool.tags
        .map(({ length }, place) => ({ length, place }))
        .toSorted((a, b) => b.length - a.length)
      return [name, byLength.slice(0, sizeOf(pool).most).map(({ place }) => place)]
    }),
  )

/** Of each pool as little as it may give. */
export const leastTags = (voice: Voice): Map<string, number[]> =>
  new Map(
    [...voice.pools].map(([name, pool]) => {
      const byLength = pool.tags
        .map(({ length }, place) => ({ length, place }))
        .toSorted((a, b) => a.length - b.length)
      return [name, byLength.slice(0, sizeOf(pool).least).map(({ place }) => place)]
    }),
  )
