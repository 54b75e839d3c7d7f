import { type CollectionBeforeChangeHook, ValidationError } from 'payload'
import { idOf } from '../../id.ts'
import type { Settings } from '../../options.ts'
import { tenantsAllowed } from '../../security/standing.ts'
import { parseId } from '../database.ts'
import { tenantOf } from '../tenantOf.ts'

const idsOf = (agents: unknown): string[] =>
  (Array.isArray(agents) ? agents : []).map((one) => String(idOf(one)))

/**
 * Who is asked to post for a tenant belongs to it, since they are shown its posts. Those who were asked already are
 * not looked at again.
 *
 * @throws ValidationError (400) on `agents`
 */
export const keepAgents =
  (settings: Settings): CollectionBeforeChangeHook =>
  async ({ data, originalDoc, req }) => {
    const before = new Set(idsOf(originalDoc?.agents))
    const added = idsOf(data.agents).filter((id) => !before.has(id))
    if (added.length === 0) return data
    const { payload } = req
    const known = added.flatMap((id) => parseId(payload, id) ?? [])
    const { docs } = await payload.find({
      collection: settings.usersSlug,
      where: { id: { in: known } },
      depth: 0,
      pagination: false,
      req,
    })
    const tenant = tenantOf(data) ?? tenantOf(originalDoc)
    const agents = docs.filter((user) => {
      const allowed = tenantsAllowed(settings.standingOf({ ...user }), 'tasks.others')
      return allowed === 'all' || allowed.some((own) => String(own) === tenant)
    })
    if (agents.length === added.length) return data
    throw new ValidationError(
      {
        collection: settings.slugs.channels,
        errors: [
          {
            path: 'agents',
            message:
              'Choose field agents or managers of this client; others may not see its posts.',
          },
        ],
      },
      req.t,
    )
  }
