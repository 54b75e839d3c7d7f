import { countTagSets, countTexts } from './countVariants.ts'
import { type Drawing, drawChoices, drawTogether, type Taken } from './draw.ts'
import { drawTags } from './drawTags.ts'
import type { Pool, VariationOptions, WordSource, Words } from './options.ts'
import { parseTemplate } from './parseTemplate.ts'
import { poolsOf } from './render.ts'
import type { Template, TemplateFault } from './template.ts'

/** Which text of a delivery: `text`, `title`, or the part with this number, from 1. */
export type Field = 'title' | 'text' | `part ${number}`

/** Where a fault is: the path of the option, or of the field of the post, that has the text. */
export type FaultAt = TemplateFault & { path: string }

/** What is drawn for one turn. */
export type Drawn = { taken: Taken; tags: ReadonlyMap<string, number[]> }

/** The templates of some accounts that say the same, with all that may be drawn of them. */
export type Voice = {
  /** Tells it from the other voices of a plan. */
  key: string
  sources: { title: WordSource; text: WordSource; parts: WordSource }
  /** Where it is not the post's own, which is no template. */
  title?: Template
  text: Template
  /** `delayMinutes` as it is given otherwise than in the post. */
  parts: { template: Template; delayMinutes?: number }[]
  /** By name: those that are used, and those that end the text since nothing names them. */
  pools: ReadonlyMap<string, Pool>
  endPools: readonly string[]
  drawing: Drawing<Drawn>
  /** How many texts there are, and how many with all hashtags that they may have. */
  texts: bigint
  variants: bigint
}

/** What a post says itself. */
export type PostWords = { text: string; parts: string[] }

type Given<Value> = { value: Value; source: WordSource; path: string }

/** The most particular that says something. */
const pick = <Value>(
  of: (words: Words) => Value | undefined,
  options: VariationOptions,
  account: { id: string; platform: string },
): Given<Value> | undefined => {
  const { id, platform } = account
  const own = options.accounts && Object.hasOwn(options.accounts, id) ? options.accounts[id] : {}
  const its =
    options.platforms && Object.hasOwn(options.platforms, platform)
      ? options.platforms[platform]
      : {}
  const places: [WordSource, Words | undefined, string][] = [
    ['account', own, `accounts.${id}.`],
    ['platform', its, `platforms.${platform}.`],
    ['plan', options, ''],
  ]
  for (const [source, words, path] of places) {
    const value = words && of(words)
    if (value !== undefined) return { value, source, path: `variation.${path}` }
  }
  return undefined
}

type Reader = { read: (source: string, path: string) => Template; faults: FaultAt[] }

/** Each text is read once, however many accounts say it. */
const openReader = (pools: readonly string[]): Reader => {
  const templates = new Map<string, Template>()
  const faults: FaultAt[] = []
  const told = new Set<string>()
  const read = (source: string, path: string): Template => {
    const key = JSON.stringify([path, source])
    const there = templates.get(key)
    if (there) return there
    const parsed = parseTemplate(source, { pools })
    const template = 'template' in parsed ? parsed.template : { source, pieces: [] }
    if ('faults' in parsed && !told.has(path)) {
      told.add(path)
      faults.push(...parsed.faults.map((fault) => ({ ...fault, path })))
    }
    templates.set(key, template)
    return template
  }
  return { read, faults }
}

type VoiceArgs = Pick<Voice, 'key' | 'sources' | 'title' | 'text' | 'parts'>

const drawVoice = (voice: VoiceArgs, options: VariationOptions, seed: string): Voice => {
  const { title, text, parts } = voice
  const templates = [...(title ? [title] : []), text, ...parts.map(({ template }) => template)]
  const named = poolsOf(templates)
  const all = Object.entries(options.pools ?? {})
  const choices = drawTogether(
    templates.map((template, index) =>
      drawChoices(template.pieces, { seed, key: `${title ? index : index + 1}` }),
    ),
  )
  const tags = drawTogether(
    all.map(([name, pool]): Drawing<[string, number[]]> => {
      const { period, draw } = drawTags(pool, { seed, key: `tags ${name}` })
      return { period, draw: (turn) => [name, draw(turn)] }
    }),
  )
  const both = drawTogether<{ taken?: Taken; tags?: [string, number[]][] }>([
    {
      period: choices.period,
      draw: (turn) => ({ taken: new Map(choices.draw(turn).flatMap((taken) => [...taken])) }),
    },
    { period: tags.period, draw: (turn) => ({ tags: tags.draw(turn) }) },
  ])
  const product = (counts: bigint[]) => counts.reduce((so, count) => so * count, 1n)
  const texts = product(templates.map(({ pieces }) => countTexts(pieces)))
  return {
    ...voice,
    pools: new Map(all),
    endPools: all.flatMap(([name]) => (named.has(name) ? [] : name)),
    drawing: {
      period: both.period,
      draw: (turn) => {
        const [of, given] = both.draw(turn)
        return { taken: of?.taken ?? new Map(), tags: new Map(given?.tags) }
      },
    },
    texts,
    variants: texts * product(all.map(([, pool]) => countTagSets(pool))),
  }
}

/**
 * What each account of a plan may say, by its id as text: the most particular words that are given for it, else those of the
 * post. Accounts that say the same have the same voice.
 *
 * @returns the voices, or every fault of the templates, each with the place in the options where it stands
 */
export const readVoices = (args: {
  options: VariationOptions
  post: PostWords
  accounts: readonly { id: string; platform: string }[]
  seed: string
}): { voices: Map<string, Voice> } | { faults: FaultAt[] } => {
  const { options, post, accounts, seed } = args
  const { read, faults } = openReader(Object.keys(options.pools ?? {}))
  const byKey = new Map<string, Voice>()
  const voices = new Map<string, Voice>()
  for (const account of accounts) {
    const title = pick((words) => words.title, options, account)
    const text = pick((words) => words.text, options, account)
    const parts = pick((words) => words.parts, options, account)
    const key = JSON.stringify([title?.path, text?.path, parts?.path])
    const voice =
      byKey.get(key) ??
      drawVoice(
        {
          key,
          sources: {
            title: title?.source ?? 'post',
            text: text?.source ?? 'post',
            parts: parts?.source ?? 'post',
          },
          ...(title ? { title: read(title.value, `${title.path}title`) } : {}),
          text: text ? read(text.value, `${text.path}text`) : read(post.text, 'text'),
          parts: parts
            ? parts.value.map((part, index) => ({
                template: read(part.text, `${parts.path}parts.${index}.text`),
                ...(part.delayMinutes === undefined ? {} : { delayMinutes: part.delayMinutes }),
              }))
            : post.parts.map((part, index) => ({ template: read(part, `parts.${index}.text`) })),
        },
        options,
        seed,
      )
    byKey.set(key, voice)
    voices.set(account.id, voice)
  }
  return faults.length > 0 ? { faults } : { voices }
}
