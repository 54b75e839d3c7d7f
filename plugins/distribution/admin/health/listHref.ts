type Condition = [field: string, operator: string, value: string]

/** The address of a list with a filter, as the panel itself writes it. */
export const listHref = (args: {
  adminRoute: string
  slug: string
  conditions: Condition[]
}): string => {
  const query = new URLSearchParams(
    args.conditions.map(([field, operator, value], index): [string, string] => [
      `where[or][0][and][${index}][${field}][${operator}]`,
      value,
    ]),
  )
  const root = args.adminRoute === '/' ? '' : args.adminRoute
  return `${root}/collections/${args.slug}?${query}`
}
