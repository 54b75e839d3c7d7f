import type { FaultBox } from './faults/openFaultBox.ts'
import type { PostizKind } from './options.ts'
import type { Store } from './store/openStore.ts'

/** What every part of the running stand-in shares. */
export type Sandbox = {
  store: Store
  faults: FaultBox
  kind: PostizKind
  limit: { perHour: number; ttlMs: number }
  publishDelayMs: number
  dateShiftMs: number
  /** Epoch ms, UTC. */
  now: () => number
  /** Origin under which others reach it; known once it listens. */
  publicUrl: string
  panelUrl: string | null
  fetchPublic: (url: string) => Promise<Uint8Array>
  onError: (error: unknown) => void
  /** Something to publish may have come nearer. */
  wakeWorkflow: () => void
  /** Something that the page shows has changed. */
  changed: () => void
  /** Calls back on each change. @returns how to stop that */
  onChange: (listener: () => void) => () => void
  /** Brings the content that it was started with in again. */
  loadContent: () => void
}
