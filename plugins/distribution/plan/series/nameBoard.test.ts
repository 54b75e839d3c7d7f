import { expect, test } from 'vitest'
import { checkBoardTemplate, nameBoard } from './index.ts'

const name = (slug: string, template = '{Singular} Coloring Pages') =>
  nameBoard({ slug, template, exception: null })

test('a board is named after one of its kind', () => {
  expect(
    ['sharks', 'polar-bears', 'wolves', 'mice', 'geese', 'butterflies', 'sheep', 'octopus'].map(
      (slug) => name(slug, '{Singular}'),
    ),
  ).toEqual(['Shark', 'Polar Bear', 'Wolf', 'Mouse', 'Goose', 'Butterfly', 'Sheep', 'Octopus'])
  expect(name('unicorns')).toBe('Unicorn Coloring Pages')
  expect(name('polar-bears', '{Plural} · {singular} · {plural} · {name}')).toBe(
    'Polar Bears · polar bear · polar bears · Polar Bears',
  )
  expect(nameBoard({ slug: 'sharks', template: '{name}', exception: ' Jaws ' })).toBe('Jaws')
})

test('a template that cannot be meant is refused', () => {
  expect(checkBoardTemplate('{Singular} Pages')).toBe(true)
  for (const [template, said] of [
    ['', 'Say how boards are named.'],
    ['{Single}', 'There is no {Single}.'],
    ['{Singular', 'A brace stands alone.'],
    ['Coloring Pages', 'all boards have one name'],
  ] as const) {
    expect(checkBoardTemplate(template)).toContain(said)
  }
})
