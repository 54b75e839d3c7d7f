import { type Answer, json, withMsg } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import { providerOf } from '../rules/providerOf.ts'
import { findIntegration, type Integration } from '../store/integrations.ts'

/** Asks the platform something through an integration: its boards, channels, communities. */
export function triggerTool({ sandbox, organisation, params, body }: Call): Answer {
  const integration = findIntegration(sandbox.store, organisation.id, params.id!)
  if (!integration || integration.deleted_at !== null) return withMsg(404, 'Integration not found')
  const { identifier } = integration
  const method = String(body.methodName)
  const { tools } = providerOf({ identifier, kind: sandbox.kind })
  if (!tools.includes(method)) return withMsg(404, 'Tool not found')
  if (integration.refresh_needed) return withMsg(401, 'Unauthorized')
  return json(201, { output: outputOf(integration, method) })
}

const builtIn: Record<string, { id: string; name: string }[]> = {
  boards: [
    { id: 'board-homes', name: 'Homes' },
    { id: 'board-sharks', name: 'Shark Coloring Pages' },
    { id: 'board-music', name: 'New Music' },
  ],
  channels: [
    { id: 'channel-general', name: 'general' },
    { id: 'channel-news', name: 'news' },
  ],
  subreddits: [
    { id: 'subreddit-pics', name: 'r/pics' },
    { id: 'subreddit-music', name: 'r/Music' },
  ],
}

function outputOf({ tools, id }: Integration, method: string): unknown {
  const own: Record<string, unknown> = JSON.parse(tools)
  return own[method] ?? builtIn[method]?.map((item) => ({ ...item, id: `${item.id}-${id}` })) ?? []
}
