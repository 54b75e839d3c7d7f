import type { Incoming } from '../http/incoming.ts'
import type { Sandbox } from '../sandbox.ts'

export type ControlCall = {
  sandbox: Sandbox
  incoming: Incoming
  params: Record<string, string>
  query: URLSearchParams
  /** Undefined where nothing was sent. */
  body: unknown
}
