/** After how much of a text a platform hides the rest behind "more". */
export type Fold = { characters: number; lines: number }

/** How a platform shows a post, as far as that is known; what is not, is not drawn. */
export type PlatformLook = {
  /** Whether a reader sees the pictures before the words. */
  isMediaFirst: boolean
  /** Several pictures beside one another, or one after the other. */
  album: 'grid' | 'strip'
  /** Whether an address in a text can be followed. */
  hasLinks: boolean
  hasHashtags: boolean
  fold?: Fold
}

const usual: PlatformLook = {
  isMediaFirst: false,
  album: 'grid',
  hasLinks: true,
  hasHashtags: true,
}

/** Source: help.instagram.com/1643471055915254, "Why doesn't my entire caption display in feed?", read on 2026-11-22. */
const instagram: PlatformLook = {
  isMediaFirst: true,
  album: 'strip',
  hasLinks: false,
  hasHashtags: true,
  fold: { characters: 125, lines: 3 },
}

/** LinkedIn names no figure; about three lines of 70 characters were seen on a desk on 2026-11-22. */
const linkedin: PlatformLook = { ...usual, fold: { characters: 210, lines: 3 } }

const video: PlatformLook = { ...usual, isMediaFirst: true, album: 'strip', hasLinks: false }

/** Where `#word` is a word like any other. */
const plain: PlatformLook = { ...usual, hasHashtags: false }

const looks: Record<string, PlatformLook> = {
  instagram,
  'instagram-standalone': instagram,
  linkedin,
  'linkedin-page': linkedin,
  tiktok: video,
  'tiktok-business': video,
  youtube: { ...usual, isMediaFirst: true },
  pinterest: { ...usual, isMediaFirst: true, album: 'strip' },
  dribbble: { ...usual, isMediaFirst: true, album: 'strip' },
  threads: { ...usual, album: 'strip' },
  discord: plain,
  slack: plain,
  reddit: plain,
  lemmy: plain,
  whatsapp: plain,
}

/** The look of a platform by Postiz's name of it, or by the name that a channel of a person has. */
export const platformLook = (platform: string): PlatformLook =>
  looks[platform.toLowerCase()] ?? usual
