import type { Answer } from './agency.ts'
import { type Check, checkBy, type Found, listOperations, type OpenApi } from './openApi.ts'

/** What a client may log in with: the names of security schemes, with what is put into their `x-value`. */
export type Credentials = {
  device?: { id: string; secret: string }
  login?: { token: string }
}

type Asked = {
  /** Of the request, in the document; what is not given is as there. */
  example?: string
  /** Parameters and fields of the body by their names; `undefined` leaves a field of the example out. */
  values?: Record<string, unknown>
  key?: string
}

const fail = (sentence: string): never => {
  throw new Error(`By the document alone: ${sentence}`)
}

/**
 * An app for field agents that knows of Postyard nothing but the address of its OpenAPI document: it finds operations by
 * their ids, makes requests from their examples, and takes no answer that their schemas do not foresee.
 */
export const openFlutterClient = async ({ documentUrl }: { documentUrl: string }) => {
  const document = (await (await fetch(documentUrl)).json()) as OpenApi
  const check = checkBy(document)
  const server = document.servers[0]?.url ?? fail('there is no server.')
  const credentials: Credentials = {}
  /** Each operation with the statuses that it was seen to answer. */
  const seen = new Map<string, Set<number>>()

  const find = (operationId: string): Found =>
    listOperations(document).find(({ operation }) => operation.operationId === operationId) ??
    fail(`there is no operation ${operationId}.`)

  const headersOf = ({ operation }: Found): Record<string, string> => {
    if (operation.security.length === 0) return {}
    const names = operation.security.flatMap((one) => Object.keys(one))
    const name = names.find((each) => each in credentials) as keyof Credentials | undefined
    if (name === undefined) return {}
    const scheme = document.components.securitySchemes[name]
    if (scheme?.type === 'http') return { authorization: `Bearer ${credentials.login?.token}` }
    const given = credentials[name] as Record<string, string>
    const value = scheme?.['x-value']?.replaceAll(/\{(\w+)\}/g, (_, part) => given[part] ?? '')
    return { [scheme?.name ?? fail(`${name} has no header.`)]: value ?? '' }
  }

  const take = async (found: Found, response: Response): Promise<Answer> => {
    const { operationId, responses } = found.operation
    const told = responses[response.status]
    if (!told) {
      return fail(
        `${operationId} cannot answer ${response.status}: ${(await response.text()).slice(0, 500)}`,
      )
    }
    const place = [...found.place, 'responses', response.status]
    for (const [name, header] of Object.entries(told.headers ?? {})) {
      const value = response.headers.get(name)
      if (value === null && !header.required) continue
      const own = header.$ref?.split('/').slice(1) ?? [...place, 'headers', name]
      expectFit(check, [...own, 'schema'], value, operationId)
    }
    seen.set(operationId, (seen.get(operationId) ?? new Set()).add(response.status))
    const { headers, status } = response
    const type = headers.get('content-type')?.split(';')[0] ?? ''
    const content = Object.keys(told.content ?? {})
    if (!content.some((one) => one === type || one === '*/*')) {
      if (content.length > 0) fail(`${operationId} cannot answer ${status} with ${type}.`)
      return { status, body: {}, headers }
    }
    if (!content.includes(type)) {
      return { status, body: { bytes: Buffer.from(await response.arrayBuffer()) }, headers }
    }
    const body = (await response.json()) as Answer['body']
    expectFit(check, [...place, 'content', type, 'schema'], body, `${operationId} ${status}`)
    return { status, body, headers }
  }

  const call = async (operationId: string, asked: Asked = {}): Promise<Answer> => {
    const found = find(operationId)
    const { operation, place } = found
    const values = { ...asked.values }
    const url = new URL(server)
    let { path } = found
    for (const [index, { name, in: where, required, schema }] of operation.parameters.entries()) {
      if (where === 'header') continue
      const value = values[name]
      delete values[name]
      if (value === undefined && required) fail(`${operationId} wants ${name}.`)
      if (value === undefined) continue
      if (schema) expectFit(check, [...place, 'parameters', index, 'schema'], value, operationId)
      if (where === 'query') url.searchParams.set(name, String(value))
      else path = path.replace(`{${name}}`, encodeURIComponent(String(value)))
    }
    url.pathname += path
    const json = operation.requestBody?.content['application/json']
    const examples = json?.examples ?? {}
    const example = examples[asked.example ?? Object.keys(examples)[0] ?? '']
    if (asked.example && !example) fail(`${operationId} has no example ${asked.example}.`)
    const body = json
      ? JSON.parse(JSON.stringify({ ...(example?.value as object), ...values }))
      : undefined
    if (json) {
      const schema = [...place, 'requestBody', 'content', 'application/json', 'schema']
      expectFit(check, schema, body, operationId)
    }
    if (asked.key && !operation.parameters.some(({ name }) => name === 'Idempotency-Key'))
      fail(`${operationId} takes no key.`)
    const response = await fetch(url, {
      method: found.method.toUpperCase(),
      headers: {
        ...headersOf(found),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...(asked.key ? { 'idempotency-key': asked.key } : {}),
      },
      ...(json ? { body: JSON.stringify(body) } : {}),
    })
    return take(found, response)
  }

  /** Calls an address that an answer gave, as the operation describes that it is called at. */
  const follow = async (
    operationId: string,
    url: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const found = find(operationId)
    const shape = `${server}${found.path}`.replaceAll(/\{\w+\}/g, '[^/]+').replaceAll('.', '\\.')
    if (!new RegExp(`^${shape}$`).test(url)) fail(`${url} is no address of ${operationId}.`)
    const known = found.operation.parameters.map(({ name }) => name.toLowerCase())
    const odd = Object.keys(headers).find((name) => !known.includes(name))
    if (odd) fail(`${operationId} takes no ${odd}.`)
    return take(found, await fetch(url, { method: found.method.toUpperCase(), headers }))
  }

  /** Takes a push in, of the kind that the document describes, and gives what the app reads of it. */
  const receive = (push: string, message: Answer['body']): Record<string, string> => {
    const place = ['webhooks', push, 'post', 'requestBody', 'content', 'application/json', 'schema']
    expectFit(check, place, message, push)
    return message.data
  }

  return { document, check, credentials, seen, find, call, follow, receive }
}

export type FlutterClient = Awaited<ReturnType<typeof openFlutterClient>>

const expectFit = (
  check: Check,
  place: readonly (string | number)[],
  value: unknown,
  what: string,
): void => {
  const wrong = check(place, value)
  if (wrong.length > 0) {
    fail(`${what} does not fit: ${wrong.join('; ')}; it was ${JSON.stringify(value)}`)
  }
}
