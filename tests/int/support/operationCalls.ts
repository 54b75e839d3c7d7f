import { operations } from 'postyard'
import type { Operation } from '../../../plugins/distribution/operation.ts'
import { type Answer, call, type Person } from './agency.ts'
import type { House } from './openHouse.ts'

export type OperationName = keyof typeof operations

export const operationNames = Object.keys(operations) as OperationName[]

export type Input = Record<string, unknown>

type Place = Operation['route']

/** Where the REST door does an operation: its own path first, then its aliases. */
export const placesOf = (name: OperationName): Place[] => {
  const { route, aliases = [] }: Pick<Operation, 'route' | 'aliases'> = operations[name]
  return [route, ...aliases.map(({ path }) => ({ method: route.method, path }))]
}

/** The address and the body that an input has on the wire: what the path names stands there, the rest in query or body. */
export const wire = (
  name: OperationName,
  input: Input,
  { method, path }: Place = operations[name].route,
) => {
  const rest = { ...input }
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => {
    const value = rest[parameter]
    delete rest[parameter]
    return encodeURIComponent(String(value))
  })
  if (method === 'post') return { method: 'POST', path: filled, body: rest } as const
  const query = new URLSearchParams(rest as Record<string, string>).toString()
  return {
    method: 'GET',
    path: query === '' ? filled : `${filled}?${query}`,
    body: undefined,
  } as const
}

/** Calls an operation at its REST door. */
export const callOperation = (
  house: House,
  person: Person | undefined,
  name: OperationName,
  input: Input,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const { method, path, body } = wire(name, input)
  return call(house, person, method, path, body, headers)
}
