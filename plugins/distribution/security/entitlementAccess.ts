import type { Access, Where } from 'payload'
import type { Settings } from '../options.ts'
import { callerOf, isProgram, tenantsAllowed, userOf } from './standing.ts'

/** The entitlements that somebody may read: a program those that are its own, people all of their tenants. */
export const entitlementsOf =
  (settings: Settings): Access =>
  ({ req }) => {
    const caller = callerOf(req, settings)
    if (!caller) return false
    const tenants = tenantsAllowed(caller.standing, 'entitlements.read')
    if (tenants === 'all') return true
    if (tenants.length === 0) return false
    const apart = Map.groupBy(tenants, (tenant) => isProgram(caller, tenant))
    const user = userOf(caller)
    const own: Where[] = [
      { holder: { equals: 'api-agents' } },
      ...(user === undefined ? [] : [{ user: { equals: user } }]),
      ...(caller.key === undefined ? [] : [{ key: { equals: caller.key } }]),
    ]
    return {
      or: [
        { tenant: { in: apart.get(false) ?? [] } },
        { and: [{ tenant: { in: apart.get(true) ?? [] } }, { or: own }] },
      ],
    } as Where
  }
