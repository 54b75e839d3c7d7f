import type { Publication } from '../store/publications.ts'

type Item = {
  id: string
  postId: string
  name: string
  label: string
  content: string
  settings: string
  group: string
  state: string
  publishDate: string
  error: string | null
  releaseId: string
  releaseURL: string
  tags: unknown[]
  integration: { id: string }
  disabled: boolean
}

/** Every field that tests look into, of whichever answer; the tests know which one they asked for. */
export type Answered = [Item, ...Item[]] & {
  id: string
  path: string
  url: string
  error: string
  message: string[]
  statusCode: number
  provider: string
  state: string
  releaseId: string
  posts: [Item, ...Item[]]
  output: [Item, ...Item[]]
  notifications: Item[]
  total: number
  faults: { kind: string }[]
  routes: Record<string, unknown>[]
  organisations: [Record<string, unknown>, ...Record<string, unknown>[]]
  counts: { publications: number }
}

export type PublicationsAnswer = {
  counts: Record<string, number>
  twice: { postId: string; times: number }[]
  sameContent: { times: number; postIds: string[] }[]
  publications: Publication[]
}
