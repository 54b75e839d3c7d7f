import type { Han } from '../script/guessHan.ts'
import { type FontChoice, families, type Weight } from './families.ts'
import { type OpenFont, openFont } from './openFont.ts'
import { isIn, readSubsets } from './readSubsets.ts'

/** Package by package what letters beyond Latin, Greek and Cyrillic are drawn with. */
const SCRIPTS = {
  arabic: { package: '@fontsource-variable/noto-sans-arabic', files: 'noto-sans-arabic' },
  hebrew: { package: '@fontsource-variable/noto-sans-hebrew', files: 'noto-sans-hebrew' },
  devanagari: {
    package: '@fontsource-variable/noto-sans-devanagari',
    files: 'noto-sans-devanagari',
  },
  thai: { package: '@fontsource-variable/noto-sans-thai', files: 'noto-sans-thai' },
  simplified: { package: '@fontsource-variable/noto-sans-sc', files: 'noto-sans-sc' },
  traditional: { package: '@fontsource-variable/noto-sans-tc', files: 'noto-sans-tc' },
  japanese: { package: '@fontsource-variable/noto-sans-jp', files: 'noto-sans-jp' },
  korean: { package: '@fontsource-variable/noto-sans-kr', files: 'noto-sans-kr' },
}
const EMOJI = { package: '@fontsource/noto-color-emoji', files: 'noto-color-emoji' }

type Source = { package: string; files: string }

type Args = {
  /** One character as people count them. */
  grapheme: string
  weight: Weight
  choice: FontChoice
  /** Whose forms Chinese characters have. */
  han: Han
}

/** The first font that has every part of a character; undefined where none has. */
export const pickFont = async (args: Args): Promise<OpenFont | undefined> => {
  const key = [args.grapheme, args.weight, args.choice, args.han].join(' ')
  const found = picked.get(key) ?? pick(args)
  if (picked.size > 4_000) picked.clear()
  picked.set(key, found)
  found.catch(() => picked.delete(key))
  return found
}

const picked = new Map<string, Promise<OpenFont | undefined>>()

const pick = async ({ grapheme, weight, choice, han }: Args): Promise<OpenFont | undefined> => {
  const emoji = isEmoji(grapheme)
  // Joiners and the choice between a picture and a letter are no glyphs of their own.
  const points = [...grapheme]
    .filter((character) => !/\p{Default_Ignorable_Code_Point}/u.test(character))
    .map((character) => character.codePointAt(0) ?? 0)
  for (const source of sourcesOf({ grapheme, emoji, choice, han })) {
    const suffix = Object.values(SCRIPTS).includes(source) ? 'wght-normal.woff2' : null
    const size = source === EMOJI ? 400 : weight
    for (const subset of await readSubsets(source.package)) {
      if (!points.every((point) => isIn(subset, point))) continue
      const file = `${source.package}/files/${source.files}-${subset.name}-${suffix ?? `${size}-normal.woff`}`
      const opened = await openFont({ file, weight: size })
      if (points.every((point) => opened.font.nominalGlyph(point))) return opened
    }
  }
  return undefined
}

const sourcesOf = ({
  grapheme,
  emoji,
  choice,
  han,
}: Pick<Args, 'grapheme' | 'choice' | 'han'> & { emoji: boolean }): Source[] => {
  const letters = [families[choice], families.inter]
  const script = scriptOf(grapheme)
  const scripts: Source[] =
    script === 'han'
      ? [SCRIPTS[han], SCRIPTS.traditional, SCRIPTS.simplified, SCRIPTS.japanese, SCRIPTS.korean]
      : script
        ? [SCRIPTS[script]]
        : // Signs that Latin fonts lack are most often among those of East Asia.
          [SCRIPTS[han], SCRIPTS.japanese, SCRIPTS.arabic, SCRIPTS.devanagari]
  const all: Source[] = script ? [...scripts, ...letters] : [...letters, ...scripts]
  return emoji ? [EMOJI, ...all] : [...all, EMOJI]
}

type Script = 'arabic' | 'hebrew' | 'devanagari' | 'thai' | 'han'

/** Which of the scripts with a font of its own a character is of. */
const scriptOf = (grapheme: string): Script | undefined => {
  if (/\p{scx=Arabic}/u.test(grapheme)) return 'arabic'
  if (/\p{sc=Hebrew}/u.test(grapheme)) return 'hebrew'
  if (/\p{scx=Devanagari}/u.test(grapheme)) return 'devanagari'
  if (/\p{sc=Thai}|฿/u.test(grapheme)) return 'thai'
  if (EAST_ASIAN.test(grapheme)) return 'han'
  return undefined
}

/** Letters, and the signs of full width that stand among them. */
const EAST_ASIAN =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\u3000-\u303f\uff00-\uffef\u30fb\u30fc]/u

/** Shown as a picture where nothing says otherwise, or asked to be. */
export const isEmoji = (grapheme: string): boolean =>
  /\p{Emoji_Presentation}|\ufe0f|[\u{1f1e6}-\u{1f1ff}]/u.test(grapheme) &&
  !grapheme.includes('\ufe0e')
