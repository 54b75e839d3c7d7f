import { seededRandom } from '../../sandbox/postiz/faults/seededRandom.ts'

/** Everybody's, in a database that is thrown away. */
export const password = 'only-for-a-throw-away-database'

export const adminEmail = 'admin@sim.test'

/**
 * What a person is like: `ignoring` never reacts to a push, `shaky` sends answers twice or loses the network while they
 * post, `steady` does as they are asked, sometimes late.
 */
export type Temper = 'ignoring' | 'shaky' | 'steady'

export type CastAgent = { name: string; email: string; temper: Temper; tenants: number[] }
export type CastManager = { name: string; email: string; tenant: number }
/** Who is named for a channel, by their places among the agents; all of the client where none is. */
export type CastChannel = { name: string; tenant: number; agents: number[] }
/** The mark is the title, and in the text; no two tasks have the same. */
export type CastTask = { mark: string; channel: number }

export type Cast = {
  tenants: string[]
  agents: CastAgent[]
  managers: CastManager[]
  channels: CastChannel[]
  tasks: CastTask[]
}

type Args = { tasks: number; agents: number; randomSeed: number }

const shareIgnoring = 0.3
const shareShaky = 0.1
const agentsPerTenant = 8

/** Which channel of its client a task is for: of twenty, so many each. */
const twenty = ['all', 'all', 'all', 'all', 'all', 'all', 'all', 'all', 'all']
  .concat(['pair', 'pair', 'pair', 'pair', 'pair'])
  .concat(['shaky', 'shaky', 'silent', 'silent', 'alone', 'alone'])

const shuffle = <Item>(items: readonly Item[], random: () => number): Item[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)

const temperOf = (place: number, agents: number): Temper => {
  if (place < Math.round(agents * shareIgnoring)) return 'ignoring'
  if (place < Math.round(agents * (shareIgnoring + shareShaky))) return 'shaky'
  return 'steady'
}

/** The channels of a client: for all of its agents, for two, and for one who never reacts or may be cut off. */
const channelsOf = (tenant: number, agents: readonly CastAgent[]) => {
  const of = (temper: Temper) =>
    agents.flatMap((agent, place) =>
      agent.temper === temper && agent.tenants[0] === tenant ? place : [],
    )
  const [silent, shaky, steady] = [of('ignoring'), of('shaky'), of('steady')]
  const named: Record<string, number[]> = {
    all: [],
    pair: [...silent.slice(0, 1), ...steady.slice(0, 1)],
    shaky: [...shaky.slice(0, 1), ...steady.slice(1, 2)],
    silent: silent.slice(0, 1),
    alone: shaky.slice(0, 1),
  }
  return Object.entries(named).map(([kind, places]) => ({ kind, places }))
}

/** Everybody who takes part, and what is to be posted. The same seed gives the same cast. */
export function castOf({ tasks, agents: count, randomSeed }: Args): Cast {
  const random = seededRandom(randomSeed)
  const size = Math.max(2, Math.ceil(count / agentsPerTenant))
  const tenants = Array.from({ length: size }, (_, place) => `Client ${place + 1}`)
  const agents = Array.from({ length: count }, (_, place) => ({
    name: `Agent ${place + 1}`,
    email: `agent-${place + 1}@sim.test`,
    temper: temperOf(place, count),
    // Every fifth serves two clients in one app.
    tenants: place % 5 === 4 ? [place % size, (place + 1) % size] : [place % size],
  }))
  const managers = tenants.map((name, tenant) => ({
    name: `Manager of ${name}`,
    email: `manager-${tenant + 1}@sim.test`,
    tenant,
  }))
  const made = tenants.flatMap((name, tenant) =>
    channelsOf(tenant, agents).map(({ kind, places }) => ({
      kind,
      channel: { name: `${name} ${kind}`, tenant, agents: places },
    })),
  )
  const turns = tenants.map((_, tenant) =>
    shuffle(twenty, random).map((kind) =>
      made.findIndex((one) => one.kind === kind && one.channel.tenant === tenant),
    ),
  )
  return {
    tenants,
    agents,
    managers,
    channels: made.map(({ channel }) => channel),
    tasks: Array.from({ length: tasks }, (_, place) => ({
      mark: `T${String(place).padStart(6, '0')}`,
      channel: turns[place % size]![Math.floor(place / size) % twenty.length]!,
    })),
  }
}
