import { demoPassword } from '../../../src/seed/agency.ts'
import { eventually } from '../../int/support/eventually.ts'
import type { Stack } from './openStack.ts'

type Answer = { status: number; body: unknown }

export type Api = <Body = unknown>(
  method: 'GET' | 'POST',
  path: string,
  data?: object,
) => Promise<{ status: number; body: Body }>

/** The API as one of the demo's people. */
export const loginAs = async (stack: Stack, email: string): Promise<Api> => {
  const call = async (
    method: string,
    path: string,
    data: object | undefined,
    token?: string,
  ): Promise<Answer> => {
    const response = await fetch(`${stack.url}/api${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `JWT ${token}` } : {}),
      },
      body: data && JSON.stringify(data),
    })
    return { status: response.status, body: await response.json() }
  }
  const login = await call('POST', '/users/login', { email, password: demoPassword })
  const { token } = login.body as { token: string }
  return (method, path, data) => call(method, path, data, token) as never
}

type Docs = { docs: { id: string; media?: string[] }[] }

/** Distributes a post that a field agent posts by hand, and gives back the task that comes of it. */
export const askByPhone = async (
  { manager, agent }: { manager: Api; agent: Api },
  title: string,
): Promise<{ task: string; delivery: string }> => {
  const channels = await manager<Docs>('GET', '/channels?where[kind][equals]=manual&depth=0')
  const posts = await manager<Docs>(
    'GET',
    `/posts?where[title][equals]=${encodeURIComponent('3 Bedroom Apartment')}&depth=0`,
  )
  const { docs } = posts.body
  const tenants = await manager<Docs>('GET', '/tenants?where[slug][equals]=marina&depth=0')
  const post = await manager<{ doc: { id: string } }>('POST', '/posts', {
    tenant: tenants.body.docs[0]?.id,
    title,
    text: `${title}: ask me for a viewing!`,
    media: docs.find(({ media }) => media?.length)?.media,
  })
  const made = await manager<{ deliveries: { id: string }[] }>(
    'POST',
    `/posts/${post.body.doc.id}/distribute`,
    { channels: [channels.body.docs[0]?.id] },
  )
  const tasks = await eventually(
    async () =>
      (await agent<{ tasks: { id: string; title: string }[] }>('GET', '/assist/tasks?whose=mine'))
        .body.tasks,
    (found) => found.some((task) => task.title === title),
  )
  return {
    task: tasks.find((task) => task.title === title)?.id ?? '',
    delivery: made.body.deliveries[0]?.id ?? '',
  }
}
