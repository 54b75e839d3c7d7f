import type { BenchServer } from '../support/openServer.ts'
import type { BenchHouse } from '../support/prepareHouse.ts'
import type { ClientsOrder } from './clientsProgram.ts'
import { fillDatabase } from './fillDatabase.ts'
import type { FailingReceiver } from './openFailingReceiver.ts'
import type { Postiz } from './openPostiz.ts'
import { failing, flooding, type Part } from './scenes.ts'

type Args = {
  server: BenchServer
  house: BenchHouse
  postiz: Postiz
  receiver: FailingReceiver
  channels: number
  /** Deliveries of each part, over all organisations; those of the flood, and to the receiver, are of one. */
  deliveries: Record<Part, number>
}

/**
 * Makes a database with a client for each organisation, and with all posts of a run on their way; gives back its name.
 * Each run takes a copy, and gives the deliveries their times.
 */
export const furnishClients = async (args: Args): Promise<string> => {
  const { server, house, postiz, receiver, channels, deliveries } = args
  const keys = postiz.organisations.map(({ key }) => key)
  const postsOf = (count: number) =>
    keys.map(() => Math.max(1, Math.round(count / keys.length / channels)))
  const order: ClientsOrder = {
    url: postiz.url,
    keys,
    posts: {
      warm: postsOf(deliveries.warm),
      burst: postsOf(deliveries.burst),
      spread: postsOf(deliveries.spread),
      flood: postsOf(deliveries.flood),
      flooding: keys.map((_, index) =>
        index === flooding ? Math.round(deliveries.flooding / channels) : 0,
      ),
      suspend: postsOf(deliveries.suspend),
      hang: postsOf(deliveries.hang),
    },
    webhook: {
      index: failing,
      url: receiver.url,
      secret: receiver.secret,
      part: 'failing',
      posts: deliveries.failing,
    },
  }
  return fillDatabase({ server, house, name: 'clients', order })
}
