import { type CollectionBeforeChangeHook, ValidationError } from 'payload'
import type { Settings } from '../options.ts'
import { tenantsAllowed } from '../security/standing.ts'
import { type ID, parseId } from './database.ts'
import { tenantOf } from './tenantOf.ts'

const idsOf = (agents: unknown): string[] =>
  (Array.isArray(agents) ? agents : []).map((one) =>
    String(one && typeof one === 'object' && 'id' in one ? one.id : one),
  )

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
    const isNumeric = payload.db.defaultIDType === 'number'
    const known = added.flatMap((id): ID[] => {
      const parsed = parseId(payload, isNumeric ? Number(id) : id)
      return parsed === undefined ? [] : [parsed]
    })
    const { docs } = await payload.find({
      collection: settings.usersSlug,
      where: { id: { in: known } },
      depth: 0,
      pagination: false,
      req,
    })
    const tenant = tenantOf(data) ?? tenantOf(originalDoc)
    const agents = docs.filter((user) => {
      const allowed = tenantsAllowed(settings.standingOf({ ...user }), 'tasks.answer')
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
