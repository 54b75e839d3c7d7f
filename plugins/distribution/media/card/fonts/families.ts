/** How far letters reach beyond a line as high as they are large, as a share of their size. */
export type Ink = { above: number; aboveStacked: number; below: number }

export type Family = {
  /** As people and fonts know it. */
  name: string
  /** The npm package that holds it, and how its files begin. */
  package: string
  files: string
  ink: Ink
  /** From the base line up and down, as a share of the size (`hhea`). */
  ascent: number
  descent: number
}

/** The families that a client may choose for its cards: Latin, Greek, Cyrillic and Vietnamese letters in three weights. */
export const families = {
  inter: {
    name: 'Inter',
    package: '@fontsource/inter',
    files: 'inter',
    ink: { above: 0.135, aboveStacked: 0.25, below: 0.13 },
    ascent: 0.969,
    descent: 0.241,
  },
  manrope: {
    name: 'Manrope',
    package: '@fontsource/manrope',
    files: 'manrope',
    ink: { above: 0.17, aboveStacked: 0.35, below: 0.2 },
    ascent: 1.066,
    descent: 0.3,
  },
  'source-serif': {
    name: 'Source Serif 4',
    package: '@fontsource/source-serif-4',
    files: 'source-serif-4',
    // Marks that it lacks come from Inter, which stand higher.
    ink: { above: 0.135, aboveStacked: 0.28, below: 0.13 },
    ascent: 1.036,
    descent: 0.335,
  },
} as const satisfies Record<string, Family>

export type FontChoice = keyof typeof families

/** The names of the families, the one that is used where none is chosen first. */
export const fontChoices = Object.keys(families) as [FontChoice, ...FontChoice[]]

/** The weights that templates may use. */
export const WEIGHTS = [400, 600, 800] as const
export type Weight = (typeof WEIGHTS)[number]
