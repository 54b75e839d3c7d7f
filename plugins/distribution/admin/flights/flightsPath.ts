/** Where the page of evergreen series and their flights stands, below the panel's own address; one flight plan stands below it. */
export const flightsPath = '/flights'

/** What the page and the ways to it are called. */
export const flightsTitle = 'Flights'

export const flightPlanPath = (plan: string | number): `/${string}` =>
  `${flightsPath}/${encodeURIComponent(String(plan))}`

/** The flight plan as the short JSON document that other programs read, below the API's root. */
export const queuePath = (plan: string | number): `/${string}` =>
  `/distribution/flight-plans/${encodeURIComponent(String(plan))}/queue`
