/** Where the page of evergreen series and their flights stands, below the panel's own address. */
export const flightsPath = '/flights'

/** What the page and the ways to it are called. */
export const flightsTitle = 'Flights'
