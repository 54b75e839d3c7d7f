import type { Animal } from './animals.ts'

const doings = [
  'asleep under a tree',
  'in the rain',
  'with a balloon',
  'at the beach',
  'on a swing',
  'with a birthday cake',
  'in the snow',
  'and the moon',
  'with new shoes',
  'on a boat',
  'in a flower field',
  'reading a book',
]

const lines = [
  'Thick lines for small hands.',
  'Print it, colour it, show us!',
  'A quiet page for a rainy afternoon.',
  'Good with crayons, better with felt pens.',
]

type Args = { animal: Animal; nth: number; isDraft: boolean; random: () => number }

const pick = (list: string[], random: () => number): string =>
  list[Math.floor(random() * list.length)] ?? ''

/** The title of a page, which no other page has. */
export const titleOf = ({ one }: Animal, nth: number): string =>
  `${one} No. ${nth} ${doings[nth % doings.length]}`

/** One page: Markdown with front matter, which names its picture in the same folder. */
export const writePage = (args: Args): { filename: string; text: string } => {
  const { animal, nth, isDraft, random } = args
  const { slug } = animal
  const name = `${slug}-${String(nth).padStart(3, '0')}`
  const title = titleOf(animal, nth)
  return {
    filename: `${name}.md`,
    text: `---
title: "${title}"
description: "${title}. ${pick(lines, random)}"
image: ${slug}.png
alt: "${title}, drawn in black lines to be coloured."
link: https://crayon.example/${slug}/${name}
${isDraft ? 'draft: true\n' : ''}---

${pick(lines, random)}
`,
  }
}
