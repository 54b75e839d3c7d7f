import type { Fault } from '../faults/fault.ts'
import type { PostizKind } from '../options.ts'
import type { Sandbox } from '../sandbox.ts'
import type { Organisation } from '../store/organisations.ts'
import type { Answer } from './answer.ts'
import type { Incoming } from './incoming.ts'

export type OpenCall = {
  sandbox: Sandbox
  incoming: Incoming
  /** Of the path. */
  params: Record<string, string>
  query: URLSearchParams
  /** Empty where no JSON was sent. */
  body: Record<string, unknown>
  /** A fault that strikes in the middle of the work. */
  fault: Fault | null
}

export type Call = OpenCall & { organisation: Organisation }

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Without `/api`; `:name` takes one segment. */
  path: string
  /** Where only one kind of Postiz has it. */
  kind?: PostizKind
} & (
  | { isOpen?: false; run: (call: Call) => Answer | Promise<Answer> }
  | { isOpen: true; run: (call: OpenCall) => Answer | Promise<Answer> }
)

type Args = { routes: Route[]; kind: PostizKind; method: string; path: string }

export function matchRoute({ routes, kind, method, path }: Args) {
  const segments = path.split('/')
  for (const route of routes) {
    if (route.method !== method || (route.kind && route.kind !== kind)) continue
    const params = matchPath(route.path.split('/'), segments)
    if (params) return { route, params }
  }
  return null
}

export function matchPath(pattern: string[], segments: string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index]!
    if (part.startsWith(':') && segment) params[part.slice(1)] = decode(segment)
    else if (part !== segment) return null
  }
  return params
}

function decode(segment: string): string {
  return URL.canParse(`x:${segment}`) && !/%(?![\da-fA-F]{2})/.test(segment)
    ? decodeURIComponent(segment)
    : segment
}
