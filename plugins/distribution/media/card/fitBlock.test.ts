import type { ReactElement } from 'react'
import { expect, it } from 'vitest'
import { fitBlock } from './fitBlock.ts'
import { families } from './fonts/families.ts'
import { loadFonts } from './fonts/loadFonts.ts'
import { textBlock } from './textBlock.tsx'

const look = {
  colour: '#000000',
  width: 600,
  height: 200,
  max: 80,
  min: 30,
  weight: 800,
  lineHeight: 1.12,
} as const

/** The style in which a text is set in a box of 600 × 200, between 30 and 80 px. */
const styleOf = async (text: string, box: Partial<Parameters<typeof textBlock>[0]> = {}) => {
  const fitted = await fitBlock({
    block: textBlock({ ...look, ...box, text }),
    type: { family: families.inter, fonts: await loadFonts({ text, choice: 'inter' }) },
  })
  return (
    fitted as ReactElement<{ style: { fontSize: number; lineClamp?: number; textWrap?: string } }>
  ).props.style
}

it('a short text has its largest size', async () => {
  expect(await styleOf('Two rooms')).toMatchObject({ fontSize: 80, textWrap: 'balance' })
})

it('a longer text shrinks, and the longer the smaller', async () => {
  const sizes = []
  for (const times of [2, 3, 4, 5])
    sizes.push((await styleOf('Rooms by the quay '.repeat(times).trim())).fontSize)
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  expect(new Set(sizes).size).toBeGreaterThan(2)
  for (const size of sizes) expect(size).toBeGreaterThan(30)
})

it('a text is cut with an ellipsis only at the smallest size', async () => {
  expect(await styleOf('Rooms by the quay '.repeat(30).trim())).toMatchObject({
    fontSize: 30,
    lineClamp: 5,
  })
})

it('a long word is kept whole by a smaller size', async () => {
  const { fontSize, lineClamp } = await styleOf('Donaudampfschifffahrt')
  expect(fontSize).toBeLessThan(60)
  expect(fontSize).toBeGreaterThan(40)
  expect(lineClamp).toBeUndefined()
})

it('one line stays one line', async () => {
  const { fontSize } = await styleOf('Doca de Alcântara, Lisbon', { height: 'one line' })
  expect(fontSize).toBeLessThan(80)
  expect(fontSize).toBeGreaterThan(30)
  expect(
    await styleOf('Doca de Alcântara, Lisbon '.repeat(4).trim(), { height: 'one line' }),
  ).toMatchObject({
    fontSize: 30,
    lineClamp: 1,
  })
})
