import type { ClientsOrder } from '../lateness/clientsProgram.ts'
import { fillDatabase } from '../lateness/fillDatabase.ts'
import type { Postiz } from '../lateness/openPostiz.ts'
import type { BenchServer } from '../support/openServer.ts'
import type { BenchHouse } from '../support/prepareHouse.ts'

type Args = {
  server: BenchServer
  house: BenchHouse
  postiz: Postiz
  /** How many posts each channel gets. */
  posts: number
}

/**
 * Makes a database with a client for each organisation, and its posts on their way to all its channels; gives back its
 * name.
 * Each run takes a copy, and gives the deliveries their times.
 */
export const furnishOrganisation = async ({
  server,
  house,
  postiz,
  posts,
}: Args): Promise<string> => {
  const keys = postiz.organisations.map(({ key }) => key)
  const order: ClientsOrder = { url: postiz.url, keys, posts: { spread: keys.map(() => posts) } }
  return fillDatabase({ server, house, name: 'organisation', order })
}
