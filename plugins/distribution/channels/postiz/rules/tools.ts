/**
 * Which of the tools that Postiz offers for an account fills which of its settings. Names are Postiz's own methods; one
 * that an account does not offer is passed over, so that older and newer versions of Postiz may differ.
 */
export type ToolRule = {
  platform: string
  /** The setting that gets the value of what is chosen. */
  path: string
  /** The method, by the names it may have. */
  tools: readonly string[]
  /** What the tool must be told first: a word that a person types, or another setting of the same entry. */
  needs?: { key: string; from: 'search' | { path: string } }
  /** Settings of the same entry that are chosen along: the label of what is chosen, or its value. */
  fills?: Readonly<Record<string, 'label' | 'value'>>
  /** Where the setting is the name of what is chosen, as a subreddit's, and not its id. */
  keeps?: 'label'
  /** The named part of the answer that holds the choices, where it has several. */
  part?: string
  /** Settings of the same entry that the answer says: a yes or no by its name. */
  says?: Readonly<Record<string, string>>
}

const entry = 'subreddit[].value'

export const toolRules: readonly ToolRule[] = [
  { platform: 'pinterest', path: 'board', tools: ['boards'] },
  { platform: 'discord', path: 'channel', tools: ['channels'] },
  { platform: 'slack', path: 'channel', tools: ['channels'] },
  {
    platform: 'reddit',
    path: `${entry}.subreddit`,
    tools: ['subreddits'],
    needs: { key: 'word', from: 'search' },
    keeps: 'label',
  },
  {
    platform: 'reddit',
    path: `${entry}.flair.id`,
    tools: ['restrictions'],
    needs: { key: 'subreddit', from: { path: `${entry}.subreddit` } },
    fills: { [`${entry}.flair.name`]: 'label' },
    part: 'flairs',
    says: { [`${entry}.is_flair_required`]: 'is_flair_required' },
  },
  {
    platform: 'lemmy',
    path: `${entry}.id`,
    tools: ['subreddits'],
    needs: { key: 'word', from: 'search' },
    fills: { [`${entry}.subreddit`]: 'label' },
  },
  { platform: 'wordpress', path: 'type', tools: ['postTypes'] },
  { platform: 'hashnode', path: 'publication', tools: ['publications'] },
  { platform: 'hashnode', path: 'tags', tools: ['tags'] },
  { platform: 'devto', path: 'tags', tools: ['tags'] },
  { platform: 'listmonk', path: 'list', tools: ['lists', 'list'] },
  { platform: 'listmonk', path: 'template', tools: ['templates'] },
  { platform: 'moltbook', path: 'submolt', tools: ['submolts'] },
  { platform: 'whop', path: 'company', tools: ['companies'] },
  {
    platform: 'whop',
    path: 'experience',
    tools: ['experiences'],
    needs: { key: 'id', from: { path: 'company' } },
  },
  { platform: 'skool', path: 'group', tools: ['groups'] },
  {
    platform: 'skool',
    path: 'label',
    tools: ['labels', 'label'],
    needs: { key: 'id', from: { path: 'group' } },
  },
  { platform: 'mewe', path: 'group', tools: ['groups'] },
]

/** The tool that fills a setting, of those that the account offers. */
export const findToolRule = (args: {
  platform: string
  path: string
  offered: readonly string[]
}): (ToolRule & { tool: string }) | undefined => {
  for (const rule of toolRules) {
    if (rule.platform !== args.platform || rule.path !== args.path) continue
    const tool = rule.tools.find((name) => args.offered.includes(name))
    if (tool !== undefined) return { ...rule, tool }
  }
  return undefined
}
