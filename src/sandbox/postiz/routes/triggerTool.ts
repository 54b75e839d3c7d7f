import { type Answer, json, withMsg } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import { providerOf } from '../rules/providerOf.ts'
import { answerTool, listTools } from '../rules/tools.ts'
import { findIntegration } from '../store/integrations.ts'

/** Asks the platform something through an integration: its boards, channels, communities. */
export function triggerTool({ sandbox, organisation, params, body }: Call): Answer {
  const integration = findIntegration(sandbox.store, organisation.id, params.id!)
  if (!integration || integration.deleted_at !== null) return withMsg(404, 'Integration not found')
  const { identifier } = integration
  const method = String(body.methodName)
  const provider = providerOf({ identifier, kind: sandbox.kind })
  const tools = listTools({ integration, provider })
  if (!tools.some(({ methodName }) => methodName === method)) return withMsg(404, 'Tool not found')
  if (integration.refresh_needed) return withMsg(401, 'Unauthorized')
  const given = body.data
  const data = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {}
  return json(201, { output: answerTool({ integration, method, data }) })
}
