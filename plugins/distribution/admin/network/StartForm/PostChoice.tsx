import { useId, useState } from 'react'
import type { usePosts } from './usePosts.ts'

type Found = ReturnType<typeof usePosts>

type Args = Pick<Found, 'posts' | 'others'> & {
  /** The id of a post; empty where none is chosen yet. */
  chosen: string
  /** What is looked for in titles. */
  words: string
  onWords: (words: string) => void
  onChange: (change: { post: string }) => void
}

/** Which post; where there are too many for one list, they are found by their titles. */
export const PostChoice = ({ posts, others, chosen, words, onWords, onChange }: Args) => {
  const id = useId()
  const [kept, setKept] = useState<NonNullable<Found['posts']>[number]>()
  const isListed = posts?.some((one) => String(one.id) === chosen)
  // What was chosen stays chosen while another is looked for.
  const options = kept && !isListed && chosen !== '' ? [kept, ...(posts ?? [])] : (posts ?? [])
  const none = words.trim() === '' ? 'This client has no post yet' : 'No title has these words'
  return (
    <div className="postyard-start__fields postyard-start__post">
      {others > 0 || words !== '' ? (
        <label htmlFor={`${id}-words`} className="postyard-start__wide">
          Find a post by its title
          {others > 0 ? ` (${others} more than the list below holds)` : ''}
          <input
            id={`${id}-words`}
            type="search"
            value={words}
            onChange={(event) => onWords(event.target.value)}
          />
        </label>
      ) : null}
      <label htmlFor={`${id}-post`} className="postyard-start__wide">
        Which post?
        <select
          id={`${id}-post`}
          name="post"
          required
          value={chosen}
          onChange={(event) => {
            setKept(options.find((one) => String(one.id) === event.target.value))
            onChange({ post: event.target.value })
          }}
        >
          <option value="" disabled>
            {posts?.length === 0 ? none : 'Choose a post'}
          </option>
          {options.map((one) => (
            <option key={one.id} value={String(one.id)}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
