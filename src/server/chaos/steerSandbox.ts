import { z } from 'zod'
import { planFaults } from './planFaults.ts'

type PlannedFault = ReturnType<typeof planFaults>[number]

const faultsShape = z.object({
  faults: z.array(z.object({ kind: z.string(), struck: z.number() })),
})

const requestsShape = z.object({
  routes: z.array(z.object({ fault: z.string(), count: z.number() })),
})

const publicationsShape = z.object({
  publications: z.array(
    z.object({ seq: z.number(), text: z.string(), integration: z.object({ id: z.string() }) }),
  ),
})

/** What went live once. */
export type SeenPublication = { text: string; integration: string }

export type SandboxControl = {
  /** Puts these faults in the place of those that it has; with `seed` the generator that lets them strike begins anew. */
  setFaults: (faults: PlannedFault[], seed?: number) => Promise<void>
  /** Starts again what Postiz took and never started, as its own hourly sweep does. */
  sweep: () => Promise<void>
  /** How often each kind of fault struck until now. */
  countFaults: () => Promise<Record<string, number>>
  countPublications: () => Promise<number>
  readPublications: () => Promise<SeenPublication[]>
}

const page = 2_000

/** The stand-in of Postiz by its own doors, over HTTP. */
export function steerSandbox(url: string): SandboxControl {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/sandbox/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`The stand-in refused ${path}: ${await response.text()}`)
    return response.json()
  }
  /** Of faults that strike a post and not a request; the stand-in forgets them when it gets others. */
  const struck: Record<string, number> = {}
  const inPublishing = new Set(
    planFaults(1)
      .filter(({ match }) => !match)
      .map(({ kind }) => kind),
  )
  const add = (counts: Record<string, number>, kind: string, count: number) => {
    if (count > 0) counts[kind] = (counts[kind] ?? 0) + count
  }
  const readStruck = async () => {
    const { faults } = faultsShape.parse(await call('GET', 'faults'))
    return faults.filter(({ kind }) => (inPublishing as Set<string>).has(kind))
  }

  return {
    async setFaults(faults, seed) {
      for (const { kind, struck: count } of await readStruck()) add(struck, kind, count)
      await call('POST', 'faults', seed === undefined ? faults : { faults, seed })
    },
    async sweep() {
      await call('POST', 'sweep')
    },
    async countFaults() {
      const counts = { ...struck }
      for (const { kind, struck: count } of await readStruck()) add(counts, kind, count)
      const { routes } = requestsShape.parse(await call('GET', 'requests'))
      for (const { fault, count } of routes) if (fault) add(counts, fault, count)
      return counts
    },
    async countPublications() {
      const shape = z.object({ counts: z.object({ publications: z.number() }) })
      return shape.parse(await call('GET', 'publications?limit=0')).counts.publications
    },
    async readPublications() {
      const all: SeenPublication[] = []
      for (let after = 0; ; ) {
        const seen = publicationsShape.parse(
          await call('GET', `publications?limit=${page}&after=${after}`),
        ).publications
        all.push(...seen.map(({ text, integration }) => ({ text, integration: integration.id })))
        const last = seen.at(-1)
        if (!last || seen.length < page) return all
        after = last.seq
      }
    },
  }
}
