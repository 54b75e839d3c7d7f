import type { Integration } from '../store/integrations.ts'
import type { Provider } from './providers.ts'

type Need = { key: string; type: 'string'; description: string }

const word: Need = { key: 'word', type: 'string', description: 'The word to look for' }
const ofParent = (what: string): Need => ({
  key: 'id',
  type: 'string',
  description: `Id of ${what}`,
})

/** What a tool must be told, by its method. */
const needs: Record<string, Need[]> = {
  subreddits: [word],
  restrictions: [
    { key: 'subreddit', type: 'string', description: 'The subreddit, such as /r/pics' },
  ],
  experiences: [ofParent('the company')],
  labels: [ofParent('the group')],
}

export type Tool = { methodName: string; description: string; dataSchema: Need[] }

type Args = { integration: Pick<Integration, 'tools'>; provider: Provider }

/** What an integration offers: the tools of its provider, and those that were put in with it. */
export function listTools({ integration, provider }: Args): Tool[] {
  const own = Object.keys(JSON.parse(integration.tools) as object)
  return [...new Set([...provider.tools, ...own])].map((methodName) => ({
    methodName,
    description: methodName,
    dataSchema: needs[methodName] ?? [],
  }))
}

type Item = { id: string; name: string }

const item = (id: string, name: string): Item => ({ id, name })

/** Lists whose ids are made the integration's own. */
const lists: Record<string, Item[]> = {
  boards: [
    item('board-homes', 'Homes'),
    item('board-sharks', 'Shark Coloring Pages'),
    item('board-music', 'New Music'),
  ],
  channels: [item('channel-general', 'general'), item('channel-news', 'news')],
  subreddits: [item('subreddit-pics', 'r/pics'), item('subreddit-music', 'r/Music')],
  publications: [item('publication-blog', 'The Blog')],
  companies: [item('company-marina', 'Marina')],
  experiences: [item('experience-chat', 'Chat'), item('experience-news', 'News')],
  groups: [item('group-owners', 'Owners'), item('group-tenants', 'Tenants')],
  labels: [item('label-offers', 'Offers')],
  lists: [item('list-weekly', 'Weekly letter')],
  templates: [item('template-plain', 'Plain')],
  submolts: [item('submolt-homes', 'homes')],
}

/** Answers in shapes of their own, as platforms give them. */
const shaped: Record<string, (data: Record<string, unknown>) => unknown> = {
  tags: () => [
    { value: '1', label: 'homes' },
    { value: '2', label: 'sea' },
  ],
  postTypes: () => ({ post: 'Posts', page: 'Pages' }),
  restrictions: ({ subreddit }) => ({
    subreddit,
    allow: ['self', 'link', 'media'],
    is_flair_required: true,
    flairs: [
      { id: 'flair-sale', name: 'For sale' },
      { id: 'flair-rent', name: 'To let' },
    ],
  }),
}

/**
 * Whether an account has a board. It is asked only of those whose boards were put in with them, as a list: all others have
 * any, so that a test that is not about boards need not know them.
 */
export function hasBoard(integration: Pick<Integration, 'tools'>, board: unknown): boolean {
  const { boards } = JSON.parse(integration.tools) as { boards?: unknown }
  return !Array.isArray(boards) || (boards as Item[]).some(({ id }) => id === board)
}

/** What the platform says to a tool, as far as the sandbox plays it. */
export function answerTool(args: {
  integration: Pick<Integration, 'id' | 'tools'>
  method: string
  data: Record<string, unknown>
}): unknown {
  const { integration, method, data } = args
  const own: Record<string, unknown> = JSON.parse(integration.tools)
  if (Object.hasOwn(own, method)) return own[method]
  const shape = shaped[method]
  if (shape) return shape(data)
  const wanted = typeof data.word === 'string' ? data.word.toLowerCase() : ''
  return (lists[method] ?? [])
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map((one) => ({ ...one, id: `${one.id}-${integration.id}` }))
}
