import { describe, expect, it } from 'vitest'
import { blamePosts } from './blamePosts.ts'

const posts = [
  { account: 'a', name: 'Homes' },
  { account: 'b', name: 'Flats' },
  { account: 'c', name: 'Flats' },
]

const blame = (said: string, accountName?: string) =>
  blamePosts({ posts, fault: { said, message: `Refused: ${said}`, accountName } })

describe('who is to blame where Postiz refuses many posts', () => {
  it('is named by the places of the posts, each with its own complaints', () => {
    expect(
      blame('posts.2.settings.title must be longer; posts.0.value.0.x no; posts.2.settings.y no'),
    ).toEqual([
      {
        index: 2,
        message: 'Postiz refused the request: settings.title must be longer; settings.y no',
      },
      { index: 0, message: 'Postiz refused the request: value.0.x no' },
    ])
  })

  it('is not guessed from a number that was cut off', () => {
    expect(blame('posts.1…')).toEqual([])
    expect(blame('posts.17.settings.x no')).toEqual([])
  })

  it('is named by the account that Postiz does not know', () => {
    expect(blame('Integration with id b not found').map(({ index }) => index)).toEqual([1])
  })

  it('is named by the name of the account only where no other has it', () => {
    expect(blame('too long', 'Homes').map(({ index }) => index)).toEqual([0])
    expect(blame('too long', 'Flats')).toEqual([])
    expect(blame('too long', 'Shops')).toEqual([])
  })

  it('is nobody where Postiz names none', () => {
    expect(blame('date must be a valid ISO 8601 date string')).toEqual([])
  })
})
