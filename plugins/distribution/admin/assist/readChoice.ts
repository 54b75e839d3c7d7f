export const spans = ['week', 'month', 'quarter'] as const

/** What is chosen on the page, as its address has it. */
export type Choice = {
  /** Undefined for all clients. */
  tenant?: string
  /** Whose tasks; undefined for everybody's. */
  person?: string
  over: (typeof spans)[number]
}

type Params = Record<string, string | string[] | undefined>

type Args = {
  params: Params
  /** The client that is chosen in the whole panel. */
  chosen?: string
  /** The clients that there are to choose from. */
  tenants: { id: string | number }[]
}

const one = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value) || undefined

/**
 * What the address asks for: the client that it names, `all` for all of them, else the one that the panel has chosen;
 * where there is but one client it is that.
 */
export const readChoice = ({ params, chosen, tenants }: Args): Choice => {
  const isKnown = (id: string | undefined) => tenants.some((tenant) => String(tenant.id) === id)
  const [only] = tenants
  const asked = one(params.tenant)
  const wanted = asked ?? chosen
  const single = tenants.length === 1 && only ? String(only.id) : undefined
  const tenant = isKnown(wanted) ? wanted : single
  const over = spans.find((span) => span === one(params.over)) ?? 'month'
  const person = one(params.person)
  return { over, ...(tenant ? { tenant } : {}), ...(person ? { person } : {}) }
}

/** The address of a choice, below that of the page; what is left out of `change` stays as it is. */
export const hrefOf = (
  choice: Choice,
  change: { tenant?: string | null; person?: string | null; over?: Choice['over'] },
): string => {
  const { tenant, person, over } = { ...choice, ...change }
  const query = new URLSearchParams({ tenant: tenant ?? 'all', over })
  if (person) query.set('person', person)
  return `?${query}`
}
