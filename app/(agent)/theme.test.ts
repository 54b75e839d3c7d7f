import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('theme.css', import.meta.url), 'utf8')

const coloursIn = (part: string): Record<string, string> =>
  Object.fromEntries(
    [...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]]),
  )

const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')
const themes = { light: coloursIn(light), dark: { ...coloursIn(light), ...coloursIn(dark) } }

/** WCAG 2.2, "relative luminance". */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['ground', 'surface', 'sunk']

/** What is read, on what it stands. */
const texts: [string, string][] = [
  ...['text', 'quiet'].flatMap((text) => grounds.map((ground): [string, string] => [text, ground])),
  ['ink', 'ground'],
  ['ink', 'surface'],
  ['on-ink', 'ink'],
  ['on-good', 'good'],
  ...['good', 'soon', 'late', 'calm'].flatMap((tone): [string, string][] => [
    [tone, 'surface'],
    [tone, 'ground'],
    [tone, `${tone}-soft`],
    ['text', `${tone}-soft`],
  ]),
]

/** What is seen: the outline of what has the focus, and the edge of a field. */
const shapes = ['focus', 'edge'].flatMap((shape) =>
  grounds.map((ground): [string, string] => [shape, ground]),
)

test.each(Object.entries(themes))('in the %s theme everything can be read', (_name, colours) => {
  const below = (pairs: [string, string][], least: number) =>
    pairs
      .map(([one, other]) => ({
        pair: `${one} on ${other}`,
        contrast: contrast(colours[one] ?? '', colours[other] ?? ''),
      }))
      .filter((found) => !(found.contrast >= least))
  expect(below(texts, 4.5)).toEqual([])
  expect(below(shapes, 3)).toEqual([])
})

test('black on white has a contrast of 21 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
})
