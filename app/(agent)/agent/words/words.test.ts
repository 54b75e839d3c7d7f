import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { explainProblem } from './explainProblem.ts'
import { wordsOf } from './index.ts'
import { chooseLanguage, languages } from './language.ts'
import { pt } from './pt.ts'
import { speak } from './speak.ts'
import { spellDuration } from './spellDuration.ts'
import { spellTime } from './spellTime.ts'
import { translate } from './translation.ts'

const english = wordsOf('en')
const portuguese = wordsOf('pt')

/** All sentences of a dictionary by where they stand: `logIn.title`. */
const sentences = (entry: unknown, path = ''): [string, string][] =>
  typeof entry === 'string'
    ? [[path, entry]]
    : Object.entries(entry ?? {}).flatMap(([key, value]) =>
        sentences(value, path ? `${path}.${key}` : key),
      )

const placeholders = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort()

describe('a translation', () => {
  const source = sentences(en)
  const target = new Map(sentences(pt))

  test('has every sentence, and no other', () => {
    expect([...target.keys()].sort()).toEqual(source.map(([path]) => path).sort())
  })

  test('is not left in English', () => {
    const alike = source.filter(([path, sentence]) => target.get(path) === sentence)
    expect(alike.map(([path]) => path)).toEqual([
      'product',
      'duration.days.one',
      'duration.days.other',
      'duration.hours.one',
      'duration.hours.other',
      'duration.minutes.one',
      'duration.minutes.other',
      'duration.seconds.one',
      'duration.seconds.other',
      'logIn.email',
      'ask.linkExample',
    ])
    const english = /\b(the|your|you|and|this|not|with|again|task|post|phone|open|when|will)\b/i
    const left = [...target].filter(([, sentence]) => english.test(sentence))
    expect(left).toEqual([])
  })

  test('fills in what the English sentence fills in', () => {
    for (const [path, sentence] of source) {
      if (path.endsWith('.one')) continue
      expect([path, placeholders(target.get(path) ?? '')]).toEqual([path, placeholders(sentence)])
    }
  })

  test('does not compile where a sentence or a placeholder is missing', () => {
    const source = {
      hello: 'Hello {name}',
      bye: 'Bye',
      many: { one: 'one', other: '{count}' },
    } as const
    translate(source)({ hello: 'Olá {name}', bye: 'Adeus', many: { one: 'um', other: '{count}' } })
    // @ts-expect-error a sentence is missing
    translate(source)({ hello: 'Olá {name}', many: { one: 'um', other: '{count}' } })
    // @ts-expect-error a placeholder is missing
    translate(source)({ hello: 'Olá', bye: 'Adeus', many: { one: 'um', other: '{count}' } })
    // @ts-expect-error a placeholder has another name
    translate(source)({ hello: 'Olá {nome}', bye: 'Adeus', many: { one: 'um', other: '{count}' } })
    // @ts-expect-error the number is missing
    translate(source)({ hello: 'Olá {name}', bye: 'Adeus', many: { one: 'um', other: 'muitos' } })
    // @ts-expect-error a form of the plural is missing
    translate(source)({ hello: 'Olá {name}', bye: 'Adeus', many: { other: '{count}' } })
  })
})

test('no sentence is hidden by what is said about the language itself', () => {
  expect(Object.keys(en)).not.toContain('language')
  expect(Object.keys(en)).not.toContain('locale')
})

test('a sentence takes its values, and a number its form', () => {
  expect(english.arrived({ title: 'Open house' })).toBe('New task: Open house')
  expect(english.arrivedMany({ count: 1 })).toBe('1 new task')
  expect(english.arrivedMany({ count: 3 })).toBe('3 new tasks')
  expect(portuguese.arrivedMany({ count: 1 })).toBe('1 tarefa nova')
  expect(portuguese.arrivedMany({ count: 2 })).toBe('2 tarefas novas')
  const polish = { files: { one: '{count} plik', few: '{count} pliki', other: '{count} plików' } }
  const { files } = speak({ dictionary: polish, locale: 'pl' })
  expect([1, 3, 5].map((count) => files({ count }))).toEqual(['1 plik', '3 pliki', '5 plików'])
})

test('what a person wrote stands as it is, braces and all', () => {
  expect(english.arrived({ title: 'Only {count} left' })).toBe('New task: Only {count} left')
})

test.each([
  [50_000, '50 s'],
  [60_000, '1 min'],
  [299_000, '4 min'],
  [3_600_000, '1 h'],
  [3_900_000, '1 h 5 min'],
  [26 * 3_600_000, '26 h'],
  [50 * 3_600_000, '2 d'],
  [-5, '0 s'],
])('%d ms are spelt "%s", never more than is left', (ms, spelt) => {
  expect(spellDuration(ms, english)).toBe(spelt)
})

describe('a time', () => {
  const now = Date.parse('2026-11-22T12:00:00Z')
  const at = '2026-11-22T21:30:00Z'

  test('is the time of the zone, and of another day where it is one there', () => {
    expect(spellTime({ at, now, words: english, zone: 'UTC' })).toBe('21:30')
    expect(spellTime({ at, now, words: english, zone: 'Africa/Nairobi' })).toBe('Mon 00:30')
    expect(spellTime({ at: '2026-12-03T14:30:00Z', now, words: english, zone: 'UTC' })).toBe(
      '3 Dec 14:30',
    )
  })

  test('is written as the language writes it', () => {
    const zone = 'Africa/Nairobi'
    expect(spellTime({ at, now, words: portuguese, zone })).toBe('00:30 de segunda')
    const american = wordsOf('en', ['en-US'])
    expect(spellTime({ at, now, words: american, zone: 'UTC' })).toMatch(/^0?9:30.PM$/)
  })
})

test.each([
  [{ chosen: null, phone: ['pt-BR', 'en'] }, 'pt'],
  [{ chosen: null, phone: ['sw-KE', 'en-KE', 'pt'] }, 'en'],
  [{ chosen: null, phone: ['de'] }, 'en'],
  [{ chosen: 'en', phone: ['pt-PT'] }, 'en'],
  [{ chosen: 'klingon', phone: ['pt-PT'] }, 'pt'],
  [{ chosen: 'constructor', phone: [] }, 'en'],
] as const)('%o speaks %s', (given, language) => {
  expect(chooseLanguage(given)).toBe(language)
  expect(Object.keys(languages)).toContain(language)
})

test('a problem is told in the language of the page, else in the words of the server, else at least as one', () => {
  const taken = { code: 'TASK_TAKEN', detail: 'Ana has opened this task at 14:02.' }
  expect(explainProblem(taken, english)).toBe(taken.detail)
  expect(explainProblem(taken, portuguese)).toBe(pt.problems.TASK_TAKEN)
  expect(explainProblem({ ...taken, detail: undefined }, english)).toBe(en.problems.TASK_TAKEN)
  expect(explainProblem({ code: 'NEW', detail: 'It rained.' }, portuguese)).toBe('It rained.')
  expect(explainProblem({ code: 'NEW', detail: undefined }, portuguese)).toBe(pt.unclear)
})
