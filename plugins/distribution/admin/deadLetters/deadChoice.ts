/** What is chosen on the page, as its address has it; undefined for all. */
export type DeadChoice = { tenant?: string; channel?: string; code?: string }

type Params = Record<string, string | string[] | undefined>

const one = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value) || undefined

/**
 * What the address asks for: the client that it names, `all` for all of them, else the one that the panel has chosen,
 * as far as the reader may see it.
 */
export const readDeadChoice = (args: {
  params: Params
  /** The client that is chosen in the whole panel. */
  chosen?: string
  maySee: (tenant: string) => boolean
}): DeadChoice => {
  const { params, chosen, maySee } = args
  const wanted = one(params.tenant) ?? chosen
  const tenant = wanted !== undefined && wanted !== 'all' && maySee(wanted) ? wanted : undefined
  const [channel, code] = [one(params.channel), one(params.code)]
  return { ...(tenant && { tenant }), ...(channel && { channel }), ...(code && { code }) }
}

/** The address of a choice, below that of the page. */
export const deadHref = ({ tenant = 'all', ...others }: DeadChoice): string =>
  `?${new URLSearchParams({ tenant, ...others })}`

/** What is asked of the API for it; what is not chosen is left out. */
export const deadQuery = (choice: DeadChoice, cursor?: string): string =>
  `/distribution/dead-letters?${new URLSearchParams({
    limit: '100',
    ...choice,
    ...(cursor && { cursor }),
  })}`
