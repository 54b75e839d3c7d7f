import type { PostizSandbox } from '../../../src/sandbox/postiz/index.ts'

type Publication = {
  text: string
  settings: Record<string, unknown>
  postId: string
  releaseURL: string
  integration: { id: string }
  firedAt: string
}

type Route = { organisation: string | null; method: string; route: string; count: number }

/** The controls of a stand-in of Postiz: its faults, what it published, what it was asked. */
export const steerPostiz = (postiz: PostizSandbox) => {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${postiz.url}/sandbox${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(await response.text())
    return response.json()
  }
  return {
    setFaults: (faults: unknown[]) => call('POST', '/faults', faults),
    clearFaults: () => call('DELETE', '/faults'),
    /** Switches an integration off and on, removes it, renames it, moves it to another group. */
    changeIntegration: (id: string, change: Record<string, unknown>) =>
      call('POST', `/integrations/${id}`, change),
    /** Gives an organisation another key. */
    rotateKey: (organisation: string, key: string) =>
      call('POST', `/organisations/${organisation}`, { key }),
    publications: async () => {
      const seen = (await call('GET', '/publications')) as {
        publications: Publication[]
        counts: { publications: number; publishedTwice: number; sameContent: number }
      }
      return seen
    },
    /** How often a route was asked, by the name of the organisation. */
    countRequests: async (organisation: string, method: string, route: RegExp) => {
      const { routes } = (await call('GET', '/requests')) as { routes: Route[] }
      return routes
        .filter((one) => one.organisation === organisation && one.method === method)
        .filter((one) => route.test(one.route))
        .reduce((sum, { count }) => sum + count, 0)
    },
  }
}
