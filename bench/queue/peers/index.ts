import { graphileWorkerPeer } from './graphileWorker.ts'
import { payloadPeer } from './payload.ts'
import type { Peer } from './peer.ts'
import { pgBossPeer } from './pgBoss.ts'

/** All that is compared, by the name under which it appears in metrics. */
export const peers = {
  durable: payloadPeer({ isDurable: true }),
  stock: payloadPeer({ isDurable: false }),
  graphileWorker: graphileWorkerPeer({ isBatching: false }),
  graphileWorkerBatching: graphileWorkerPeer({ isBatching: true }),
  pgBoss: pgBossPeer,
} satisfies Record<string, Peer>

export type PeerName = keyof typeof peers
