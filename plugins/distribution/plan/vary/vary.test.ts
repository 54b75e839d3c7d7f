import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tellVariants, toCount } from './countVariants.ts'
import { findExtremes } from './extremes.ts'
import { giveTurns } from './giveTurns.ts'
import type { VariationOptions } from './options.ts'
import { countHashtags } from './placeTags.ts'
import { piecesOf } from './render.ts'
import type { Values } from './variables.ts'
import { vary } from './vary.ts'
import { readVoices, type Voice } from './voice.ts'

const account = (id: string, platform = 'facebook') => ({ id, platform })

const accounts = (count: number) => Array.from({ length: count }, (_, id) => account(`${id + 1}`))

const voiceOf = (options: VariationOptions, id = '1', seed = 's', platform = 'facebook'): Voice => {
  const read = readVoices({
    options,
    post: { text: 'Of the post', parts: [] },
    accounts: [account(id, platform)],
    seed,
  })
  if ('faults' in read) throw new Error(read.faults[0]?.message)
  return read.voices.get(id) as Voice
}

const textsOf = (options: VariationOptions, turns: number, values: Values = {}): string[] => {
  const voice = voiceOf(options)
  return Array.from({ length: turns }, (_, turn) => vary({ voice, turn, values }).said.text)
}

const countsOf = (texts: string[]): number[] =>
  [...Map.groupBy(texts, (text) => text).values()].map(({ length }) => length)

type Tree = string | { branches: Tree[][] }

/** Templates as trees, whose words never come twice, so that a text tells which alternatives it has. */
const trees = fc.letrec<{ tree: Tree; trees: Tree[] }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constant('w'),
    fc.record({ branches: fc.array(tie('trees'), { minLength: 2, maxLength: 4 }) }),
  ),
  trees: fc.array(tie('tree'), { minLength: 0, maxLength: 3 }),
})).trees

const writer = () => {
  let count = 0
  const word = () => {
    count += 1
    return `w${count}.`
  }
  const write = (pieces: Tree[]): { source: string; texts: string[] } =>
    pieces.reduce<{ source: string; texts: string[] }>(
      (so, piece) => {
        if (typeof piece === 'string') {
          const own = word()
          return { source: so.source + own, texts: so.texts.map((text) => text + own) }
        }
        const branches = piece.branches.map((branch) => {
          const own = word()
          const inner = write(branch)
          return { source: own + inner.source, texts: inner.texts.map((text) => own + text) }
        })
        const ends = branches.flatMap(({ texts }) => texts)
        return {
          source: `${so.source}{${branches.map(({ source }) => source).join('|')}}`,
          texts: so.texts.flatMap((text) => ends.map((end) => text + end)).slice(0, 5_000),
        }
      },
      { source: '', texts: [''] },
    )
  return write
}

describe('what an account says', () => {
  it('is always one of the texts that the template comes to, without any sign of it', () => {
    fc.assert(
      fc.property(trees, fc.nat(1_000), fc.string(), (tree, turn, seed) => {
        const { source, texts } = writer()(tree)
        fc.pre(texts.length < 5_000 && source !== '')
        const voice = voiceOf({ text: source }, '1', seed)
        const { said } = vary({ voice, turn, values: {} })
        expect(texts).toContain(said.text)
        expect(said.text).not.toMatch(/[{}|\\]/)
        expect(voice.texts).toBe(BigInt(texts.length))
      }),
    )
  })

  it('has every alternative as often as its neighbours, within alternatives too', () => {
    fc.assert(
      fc.property(trees, fc.nat(300), fc.nat(50), (tree, count, from) => {
        const { source } = writer()(tree)
        const voice = voiceOf({ text: source })
        const drawn = Array.from(
          { length: count },
          (_, turn) => vary({ voice, turn: from + turn, values: {} }).taken,
        )
        for (const piece of piecesOf(voice.text.pieces)) {
          if (piece.kind !== 'choice') continue
          const taken = drawn.map((one) => one.get(piece))
          const uses = piece.branches.map((_, index) => taken.filter((one) => one === index).length)
          // From the first turn on 1 as a rule; where alternatives nest, turns that begin anywhere add a few.
          expect(Math.max(...uses) - Math.min(...uses)).toBeLessThanOrEqual(4)
        }
      }),
    )
  })

  it('spreads 4 alternatives over 100 accounts as 25 each, and 24 variants as evenly as can be', () => {
    expect(countsOf(textsOf({ text: '{a|b|c|d}' }, 100))).toEqual([25, 25, 25, 25])
    const texts = textsOf({ text: '{a|b|c|d} {e|f} {g|h|i}' }, 100)
    expect(countsOf(texts)).toHaveLength(24)
    expect(new Set(countsOf(texts))).toEqual(new Set([4, 5]))
    expect(tellVariants({ texts: 24, possible: 24, accounts: 100 })).toBe(
      '24 variants for 100 accounts.',
    )
  })

  it('differs for as many accounts as there are variants', () => {
    const sizes = fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(sizes, (counts) => {
        const text = counts
          .map(
            (size, place) =>
              `{${Array.from({ length: size }, (_, n) => `${place}.${n}`).join('|')}}`,
          )
          .join(' ')
        const variants = counts.reduce((so, size) => so * size, 1)
        expect(new Set(textsOf({ text }, variants)).size).toBe(variants)
      }),
    )
  })

  it('is the same again for the seed, whoever else is there and in whatever order', () => {
    const options = { text: '{a|b|c} {d|e}', platforms: { x: { text: '{f|g}' } } }
    const all = [...accounts(40), account('90', 'x'), account('91', 'x')]
    const say = (some: typeof all, seed: string, taken?: Map<string, number>) => {
      const read = readVoices({ options, post: { text: '', parts: [] }, accounts: some, seed })
      if ('faults' in read) throw new Error('A fault.')
      const turns = giveTurns({
        accounts: some.map(({ id }) => ({ id, voice: read.voices.get(id)?.key ?? '' })),
        seed,
        ...(taken ? { taken } : {}),
      })
      const texts = some.map(({ id }): [string, string] => {
        const voice = read.voices.get(id) as Voice
        return [id, vary({ voice, turn: turns.get(id) ?? 0, values: {} }).said.text]
      })
      return { turns, texts: Object.fromEntries(texts) }
    }
    const first = say(all, 'one')
    expect(say(all.toReversed(), 'one').texts).toEqual(first.texts)
    expect(say(all, 'two').texts).not.toEqual(first.texts)
    const few = say([account('7'), account('new'), account('91', 'x')], 'one', first.turns)
    expect(few.texts).toMatchObject({ 7: first.texts[7], 91: first.texts[91] })
    expect(few.turns.get('new')).toBe(all.length)
  })

  it('is what is most particular: of the account, its platform, the plan, the post', () => {
    const options = {
      title: 'Of all',
      platforms: { x: { text: 'Of X' } },
      accounts: { 2: { text: 'Of the account', parts: [{ text: 'And more', delayMinutes: 3 }] } },
    }
    const said = (id: string, platform: string) =>
      vary({ voice: voiceOf(options, id, 's', platform), turn: 0, values: {} }).said
    expect(said('1', 'facebook')).toEqual({ title: 'Of all', text: 'Of the post', parts: [] })
    expect(said('1', 'x').text).toBe('Of X')
    expect(said('2', 'x')).toMatchObject({ text: 'Of the account', parts: ['And more'] })
  })

  it('has what the account has for variables, else what stands there otherwise, else a fault', () => {
    const text = '{In {{label.city|your town}}|{{channel.language}}}: {{channel.name}}'
    const voice = voiceOf({ text })
    const values = { 'channel.name': 'A {b|c}', labels: { city: 'Porto' } }
    const faults = vary({ voice, turn: 0, values }).faults
    expect(faults).toMatchObject([{ code: 'VARIABLE_EMPTY', field: 'text' }])
    expect(faults[0]?.message).toContain('{{channel.language}}')
    const whole = { ...values, 'channel.language': 'pt' }
    const said = [0, 1].map((turn) => vary({ voice, turn, values: whole }).said.text)
    expect(said.toSorted()).toEqual(['In Porto: A {b|c}', 'pt: A {b|c}'])
    expect(vary({ voice, turn: 0, values: { ...whole, labels: {} } }).faults).toEqual([])
  })
})

describe('hashtags', () => {
  const tags = ['a', '#b', 'c', 'd', 'e', 'f', 'g']

  it('are given equally often, in the order of their pool and as many as there are to be', () => {
    const pools = fc.record({
      length: fc.integer({ min: 1, max: 9 }),
      sizes: fc.tuple(fc.nat(9), fc.nat(9)),
      turns: fc.integer({ min: 1, max: 150 }),
    })
    fc.assert(
      fc.property(pools, ({ length, sizes, turns }) => {
        const own = Array.from({ length }, (_, index) => `#t${index}`)
        const [min, max] = [Math.min(...sizes, length), Math.min(Math.max(...sizes), length)]
        const voice = voiceOf({ pools: { p: { tags: own, min, max } } })
        const given = Array.from(
          { length: turns },
          (_, turn) => vary({ voice, turn, values: {} }).tags.p ?? [],
        )
        for (const some of given) {
          expect(some.length).toBeGreaterThanOrEqual(min)
          expect(some.length).toBeLessThanOrEqual(max)
          expect(some).toEqual(own.filter((tag) => some.includes(tag)))
        }
        const uses = own.map((tag) => given.filter((some) => some.includes(tag)).length)
        expect(Math.max(...uses) - Math.min(...uses)).toBeLessThanOrEqual(2)
      }),
    )
  })

  it('stand where they are named, else behind the text', () => {
    const pools = { p: { tags, min: 2, max: 2 } }
    expect(textsOf({ text: 'Look', pools }, 1)[0]).toMatch(/^Look\n\n#[a-g] #[a-g]$/)
    expect(textsOf({ text: '{{tags.p}} look', pools }, 1)[0]).toMatch(/^#[a-g] #[a-g] look$/)
    const inPart = vary({
      voice: voiceOf({ text: 'Look', parts: [{ text: '{{tags.p}}' }], pools }),
      turn: 0,
      values: {},
    })
    expect(inPart.said).toEqual({ text: 'Look', parts: [expect.stringMatching(/^#. #.$/)] })
  })

  it('are no more than the platform takes, and a fault where fewer than must be would fit', () => {
    const pools = { p: { tags, min: 1, max: 5 } }
    const say = (text: string, turn: number) =>
      vary({ voice: voiceOf({ text, pools }), turn, values: {}, maxTags: 3 })
    for (let turn = 0; turn < 10; turn += 1) {
      expect(countHashtags(say('#x {y|z}', turn).said.text)).toBeLessThanOrEqual(3)
    }
    expect(say('#x #y #z', 0).faults).toMatchObject([{ code: 'TOO_MANY_HASHTAGS' }])
    expect(say('#x #y #z #zz', 0).faults[0]?.message).toMatch(/has 4 itself/)
  })

  it('are no numbers, and none within words or addresses', () => {
    expect(countHashtags('#one #2 #3d a#b https://x.example/#top #été, (#four)')).toBe(4)
  })
})

describe('the longest and the shortest', () => {
  it('are among the texts, and no other is longer or shorter', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const { source, texts } = writer()(tree)
        fc.pre(texts.length < 5_000 && source !== '')
        const voice = voiceOf({ text: source })
        const found = findExtremes({ voice, values: {}, measure: (text) => text.length })
        const lengths = texts.map(({ length }) => length)
        expect(found[0]?.said.text.length).toBe(Math.max(...lengths))
        expect(found[1]?.said.text.length).toBe(Math.min(...lengths))
        const others = found.slice(2).map(({ said }) => said.text)
        if (texts.length <= 24) expect(others.toSorted()).toEqual(texts.toSorted())
      }),
    )
  })
})

it('counts without an end in sight', () => {
  const text = '{a|b}'.repeat(200)
  expect(toCount(voiceOf({ text }).texts)).toBe(1_000_000_000)
  expect(textsOf({ text }, 3)).toHaveLength(3)
  expect(tellVariants({ texts: 1_000_000_000, possible: 1, accounts: 1 })).toBe(
    'More than 1,000,000,000 variants for 1 account.',
  )
})

it('tells every fault of the options with its place', () => {
  const read = readVoices({
    options: { text: '{a', platforms: { x: { parts: [{ text: 'b' }, { text: '}' }] } } },
    post: { text: '{never read', parts: [] },
    accounts: [account('1'), account('2', 'x')],
    seed: 's',
  })
  expect(read).toMatchObject({
    faults: [
      { path: 'variation.text', code: 'TEMPLATE_BRACE_UNCLOSED' },
      { path: 'variation.platforms.x.parts.1.text', code: 'TEMPLATE_BRACE_UNOPENED' },
    ],
  })
})
