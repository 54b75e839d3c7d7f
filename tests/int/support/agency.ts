import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import type { Role } from 'postyard'
import type { House } from './openHouse.ts'
import { picture } from './picture.ts'

export type Person = { id: string; email: string; password: string; token: string }

const insert = async (
  payload: Payload,
  collection: string,
  data: Record<string, unknown>,
  file?: Awaited<ReturnType<typeof picture>>,
): Promise<string> => {
  const doc = (await payload.create({
    collection: collection as 'users',
    data: data as never,
    ...(file ? { file } : {}),
  })) as unknown as { id: string }
  return doc.id
}

export const addTenant = (payload: Payload, data: Record<string, unknown> = {}): Promise<string> =>
  insert(payload, 'tenants', {
    name: 'Marina Estates',
    slug: `tenant-${randomUUID().slice(0, 8)}`,
    timezone: 'Europe/Lisbon',
    graceMinutes: 60,
    ...data,
  })

/** A person with a log-in, and a token for the API. */
export const addPerson = async (
  house: House,
  roles: { tenant: string; roles: Role[] }[],
  isAgencyAdmin = false,
): Promise<Person> => {
  const email = `${randomUUID()}@example.test`
  const password = randomUUID()
  const id = await insert(house.payload, 'users', {
    name: email.slice(0, 8),
    email,
    password,
    isAgencyAdmin,
    tenants: roles,
  })
  const response = await fetch(`${house.api}/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const { token } = (await response.json()) as { token: string }
  return { id, email, password, token }
}

export const addPost = (
  payload: Payload,
  tenant: string,
  data: Record<string, unknown> = {},
): Promise<string> =>
  insert(payload, 'posts', {
    tenant,
    title: '3 Bedroom Apartment',
    text: 'Bright, south-facing, by the sea.',
    ...data,
  })

export const addManualChannel = (
  payload: Payload,
  tenant: string,
  data: Record<string, unknown> = {},
): Promise<string> =>
  insert(payload, 'channels', {
    tenant,
    name: 'WhatsApp Status',
    platform: 'whatsapp',
    kind: 'manual',
    ...data,
  })

/** A small picture in the media library of a client. */
export const addPicture = async (
  payload: Payload,
  tenant: string,
  name = 'picture',
): Promise<string> => insert(payload, 'media', { tenant, alt: name }, await picture(`${name}.png`))

export type Answer = { status: number; body: Record<string, any>; headers: Headers }

/** Calls the API as a person; without one as nobody. */
export const call = async (
  house: House,
  person: Person | undefined,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const response = await fetch(`${house.api}${path}`, {
    method,
    headers: {
      ...(person ? { authorization: `JWT ${person.token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: text.startsWith('{') ? JSON.parse(text) : { text },
    headers: response.headers,
  }
}
