import type { Fault, Publication, SandboxOrganisation } from '../../src/sandbox/postiz/index.ts'
import { compile, forkProgram } from '../support/forkProgram.ts'
import type { SandboxMessage } from './sandboxProgram.ts'

/** The stand-in for Postiz that all runs share. */
export type Postiz = {
  url: string
  organisations: SandboxOrganisation[]
  /** Forgets all posts. */
  reset: () => Promise<void>
  /** How it misbehaves from now on. */
  setFaults: (faults: Partial<Fault>[]) => Promise<void>
  /** Everything that went live, and how many posts went live more than once. */
  read: () => Promise<{ publications: Publication[]; publishedTwice: number }>
  /** How many requests it counted against its limits, of all organisations, those that it refused for them included. */
  countRequests: () => Promise<number>
  close: () => Promise<void>
}

type Args = {
  organisations: number
  channels: number
  /** @default so many that no organisation comes near it */
  limitPerHour?: number
}

const makeOrganisations = ({ organisations, channels }: Args): SandboxOrganisation[] =>
  Array.from({ length: organisations }, (_, index) => ({
    name: `Organisation ${index}`,
    key: `key-${index}`,
    integrations: Array.from({ length: channels }, (_, channel) => ({
      id: `channel-${index}-${channel}`,
      name: `Channel ${channel}`,
      identifier: 'mastodon',
    })),
  }))

/** Starts a Postiz with so many organisations, each with so many channels. */
export const openPostiz = async (args: Args): Promise<Postiz> => {
  const organisations = makeOrganisations(args)
  const path = await compile('bench/lateness/sandboxProgram.ts')
  const program = forkProgram<SandboxMessage>({
    path,
    order: { organisations, limitPerHour: args.limitPerHour },
  })
  const { url } = await program.next('listening')
  const ask = async (method: string, route: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/sandbox/${route}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`The sandbox refuses ${route}: ${await response.text()}`)
    return response.json()
  }
  return {
    url,
    organisations,
    reset: async () => {
      await ask('POST', 'reset')
    },
    setFaults: async (faults) => {
      await ask('POST', 'faults', faults)
    },
    read: async () => {
      const { publications, counts } = (await ask('GET', 'publications')) as {
        publications: Publication[]
        counts: { publishedTwice: number }
      }
      return { publications, publishedTwice: counts.publishedTwice }
    },
    countRequests: async () => {
      const { organisations: seen } = (await ask('GET', 'requests')) as {
        organisations: { counted: number; refused: number }[]
      }
      return seen.reduce((sum, { counted, refused }) => sum + counted + refused, 0)
    },
    close: program.kill,
  }
}
