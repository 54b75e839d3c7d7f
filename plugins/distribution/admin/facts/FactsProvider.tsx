'use client'

import { createContext, type ReactNode, use } from 'react'
import { idOf } from '../../id.ts'
import type { Permission } from '../../security/permissions.ts'
import type { AdminFacts, TenantFacts } from './adminFacts.ts'

const Context = createContext<AdminFacts | null>(null)

export const FactsProvider = (props: { facts: AdminFacts; children: ReactNode }) => (
  <Context value={props.facts}>{props.children}</Context>
)

type Panel = {
  slugs: AdminFacts['slugs']
  tenants: AdminFacts['tenants']
  tenantOf: (tenant: unknown) => TenantFacts | undefined
  /** False also where the tenant is not known: the server has the last word, the panel only hides what it refuses. */
  may: (permission: Permission, tenant: unknown) => boolean
}

/** What the panel knows of this installation and its user. A tenant is given by its id or its record. */
export const usePanel = (): Panel => {
  const facts = use(Context)
  if (!facts) {
    throw new Error('postyard: the components of the panel stand below the provider of the plugin.')
  }
  const tenantOf = (tenant: unknown) => {
    const id = idOf(tenant)
    return id === undefined ? undefined : facts.tenants.find((one) => String(one.id) === String(id))
  }
  return {
    slugs: facts.slugs,
    tenants: facts.tenants,
    tenantOf,
    may: (permission, tenant) =>
      facts.mayEverything || (tenantOf(tenant)?.may.includes(permission) ?? false),
  }
}
