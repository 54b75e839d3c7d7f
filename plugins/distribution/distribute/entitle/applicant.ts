import type { ID } from '../../id.ts'
import type { Caller } from '../../operation.ts'
import type { Applicant, AskedPost } from '../../plan/entitle/decideEntitlement.ts'
import { isProgram, userOf } from '../../security/standing.ts'
import type { PostRecord } from '../readPost.ts'

/** A caller as the rule of entitlements knows them in a tenant. */
export const toApplicant = (caller: Caller, tenant: ID): Applicant => {
  const user = userOf(caller)
  return {
    isStaff: !isProgram(caller, tenant),
    ...(user === undefined ? {} : { user: String(user) }),
    ...(caller.key === undefined ? {} : { key: String(caller.key) }),
  }
}

/** A post as the rule of entitlements knows it. */
export const toAsked = ({ id, series, isLicensed }: PostRecord): AskedPost => ({
  id: String(id),
  series: series?.trim() || null,
  isLicensed: isLicensed === true,
})
