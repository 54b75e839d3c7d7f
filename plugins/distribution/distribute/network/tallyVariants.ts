import { z } from 'zod'
import type { Channel } from '../../model/channel.ts'
import {
  compose,
  takeAsDrawn,
  tellVariants,
  toCount,
  type Varied,
  type Voice,
} from '../../plan/vary/index.ts'
import { choicesOutput } from '../variationAnswer.ts'
import type { OpenVariation } from './openVariation.ts'

/** So many variants are listed at most, those first that most accounts have. */
const listed = 100

/** How many variants there are, and how evenly accounts have them. */
export const talliesOutput = z.object({
  texts: z.number().int().meta({
    description:
      'How many texts there are, variables and hashtags left aside; 1,000,000,000 stands for more.',
  }),
  possible: z.number().int().meta({ description: 'How many with all hashtags they may have.' }),
  accounts: z.number().int(),
  says: z.string(),
  used: z.number().int().meta({ description: 'How many of the texts these accounts have.' }),
  uses: z
    .array(z.object({ text: z.string(), accounts: z.number().int(), choices: choicesOutput }))
    .meta({
      description: `The texts that they have, variables as they are written; the ${listed} that most have.`,
    }),
  alternatives: z
    .array(
      z.object({
        in: z.string(),
        line: z.number().int(),
        column: z.number().int(),
        alternative: z.string(),
        accounts: z.number().int(),
      }),
    )
    .meta({ description: 'How many accounts have each alternative that one has.' }),
  tags: z
    .array(z.object({ pool: z.string(), tag: z.string(), accounts: z.number().int() }))
    .meta({ description: 'How many accounts have each hashtag that one has.' }),
})

type Tallied = { voice: Voice; varied: Varied }

/** What a variant says, with its variables as they are written and without its hashtags. */
const wordingOf = ({ voice, varied }: Tallied): string =>
  compose({
    voice,
    values: {},
    places: new Map(),
    fill: ({ name }) => `{{${name}}}`,
    choose: takeAsDrawn(varied.taken),
  }).said.text

const countBy = <Key>(keys: Key[], toText: (key: Key) => string): [Key, number][] =>
  [...Map.groupBy(keys, toText).values()].flatMap((alike): [Key, number][] =>
    alike[0] === undefined ? [] : [[alike[0], alike.length]],
  )

/** Counts what the accounts of a plan say. */
export const tallyVariants = (
  variation: OpenVariation,
  channels: Channel[],
): z.input<typeof talliesOutput> => {
  const all = channels.map((channel) => ({
    voice: variation.voiceOf(channel.id),
    varied: variation.variedOf(channel.id),
  }))
  const voices = new Set(all.map(({ voice }) => voice))
  const sum = (of: (voice: Voice) => bigint) =>
    toCount([...voices].reduce((so, voice) => so + of(voice), 0n))
  const texts = sum((voice) => voice.texts)
  const possible = sum((voice) => voice.variants)
  const uses = countBy(all, ({ voice, varied }) => JSON.stringify([voice.key, varied.choices]))
  const byMost = uses.toSorted(([, a], [, b]) => b - a)
  const counted = all.flatMap(({ voice, varied }) =>
    varied.choices.map((one) => ({ voice: voice.key, ...one })),
  )
  const tags = all.flatMap(({ varied }) =>
    Object.entries(varied.tags).flatMap(([pool, some]) => some.map((tag) => ({ pool, tag }))),
  )
  return {
    texts,
    possible,
    accounts: channels.length,
    says: tellVariants({ texts, possible, accounts: channels.length }),
    used: uses.length,
    uses: byMost.slice(0, listed).map(([one, accounts]) => ({
      text: wordingOf(one),
      accounts,
      choices: one.varied.choices,
    })),
    alternatives: countBy(counted, (one) => JSON.stringify(one)).map(
      ([{ voice: _, ...one }, accounts]) => ({ ...one, accounts }),
    ),
    tags: countBy(tags, (one) => JSON.stringify(one)).map(([one, accounts]) => ({
      ...one,
      accounts,
    })),
  }
}
