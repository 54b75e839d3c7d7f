/** Where the page of plans over many accounts stands, below the panel's own address; one plan stands below it. */
export const networkPath = '/network'

/** What the page and the ways to it are called. */
export const networkTitle = 'Network'

export const networkPlanPath = (plan: string | number): `/${string}` =>
  `${networkPath}/${encodeURIComponent(String(plan))}`
