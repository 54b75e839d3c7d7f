import { type Answer, json, withMsg } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import { providerOf } from '../rules/providerOf.ts'
import { providers } from '../rules/providers.ts'
import { listTools } from '../rules/tools.ts'
import { findIntegration, listIntegrations, removeIntegration } from '../store/integrations.ts'
import { listGroups } from '../store/organisations.ts'

export function getIsConnected(): Answer {
  return json(200, { connected: true })
}

export function getGroups({ sandbox, organisation }: Call): Answer {
  return json(200, listGroups(sandbox.store, organisation.id))
}

/** Removed ones are left out; whether one must be reconnected is not told. */
export function getIntegrations({ sandbox, organisation, query }: Call): Answer {
  const rows = listIntegrations(sandbox.store, organisation.id, query.get('group') || null)
  return json(
    200,
    rows.map((row) => ({
      id: row.id,
      name: row.name,
      identifier: row.identifier,
      picture: row.picture,
      disabled: Boolean(row.disabled),
      profile: row.profile,
      ...(row.group ? { customer: { id: row.group, name: row.group_name } } : {}),
    })),
  )
}

export function getIntegrationSettings({ sandbox, organisation, params }: Call): Answer {
  const integration = findIntegration(sandbox.store, organisation.id, params.id!)
  if (!integration || integration.deleted_at !== null) return withMsg(404, 'Integration not found')
  const { identifier, verified } = integration
  const provider = providerOf({ identifier, kind: sandbox.kind })
  const { rules, maxLength, settings } = provider
  return json(200, {
    output: {
      rules,
      maxLength: identifier === 'x' && verified ? 4000 : maxLength,
      settings: Object.keys(settings.properties).length
        ? settings
        : 'No additional settings required',
      tools: listTools({ integration, provider }),
    },
  })
}

/** Where a person would connect a channel. */
export function getSocial({ sandbox, params }: Call): Answer {
  const identifier = params.integration!
  if (!Object.hasOwn(providers, identifier)) return withMsg(404, 'Integration not allowed')
  return json(200, { url: `${sandbox.publicUrl}/connect/${identifier}` })
}

/** The answer is the whole row, tokens and all. */
export function deleteIntegration({ sandbox, organisation, params }: Call): Answer {
  const integration = findIntegration(sandbox.store, organisation.id, params.id!)
  if (!integration || integration.deleted_at !== null) return withMsg(404, 'Integration not found')
  const now = sandbox.now()
  removeIntegration(sandbox.store, integration.id, now)
  sandbox.changed()
  return json(200, {
    id: integration.id,
    name: integration.name,
    organizationId: String(organisation.id),
    picture: integration.picture,
    providerIdentifier: integration.identifier,
    profile: integration.profile,
    customerId: integration.group,
    disabled: Boolean(integration.disabled),
    refreshNeeded: Boolean(integration.refresh_needed),
    token: `sandbox-token-of-${integration.id}`,
    refreshToken: `sandbox-refresh-token-of-${integration.id}`,
    deletedAt: new Date(now).toISOString(),
  })
}
