import { expect, it } from 'vitest'
import { placeProblem } from './placeProblem.ts'

const names: Record<string, string> = { a: 'Instagram', b: 'X' }
const nameOf = (id: string) => names[id]

it('puts each refusal of a content at the field that causes it, with the channel that refuses', () => {
  const placed = placeProblem(
    {
      code: 'CONTENT_REFUSED',
      detail: '',
      status: 422,
      errors: [
        { path: 'a.media', code: 'MEDIA_REQUIRED', message: 'Needs a picture.' },
        { path: 'b.text', code: 'TEXT_TOO_LONG', message: 'Is 20 characters too long.' },
        { path: 'a.text', code: 'TEXT_TOO_LONG', message: 'Is 3 characters too long.' },
        { path: 'b.settings', code: 'SETTING_MISSING', message: 'Needs a board.' },
      ],
    },
    nameOf,
  )
  expect(placed).toEqual([
    { path: 'media', message: 'Instagram: Needs a picture.' },
    { path: 'text', message: 'X: Is 20 characters too long. Instagram: Is 3 characters too long.' },
    { path: 'channelSettings', message: 'X: Needs a board.' },
  ])
})

it('puts a refusal of the whole post at its field, and one that has none nowhere', () => {
  const problem = { detail: 'Give a later time.', status: 422, errors: [] }
  expect(placeProblem({ ...problem, code: 'DATE_IN_PAST' }, nameOf)).toEqual([
    { path: 'publishAt', message: 'Give a later time.' },
  ])
  expect(placeProblem({ ...problem, code: 'INTERNAL' }, nameOf)).toEqual([])
})
