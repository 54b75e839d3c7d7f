import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openFaultBox } from './faults/openFaultBox.ts'
import { serveRequest } from './http/serveRequest.ts'
import { openTeller } from './openTeller.ts'
import { type PostizSandboxOptions, sandboxContent } from './options.ts'
import { fetchPublic } from './routes/fetchPublic.ts'
import type { Sandbox } from './sandbox.ts'
import { openStore } from './store/openStore.ts'
import { loadContent } from './store/organisations.ts'
import { runWorkflows } from './workflow/runWorkflows.ts'

export type { Fault } from './faults/fault.ts'
export type {
  PostizKind,
  PostizSandboxOptions,
  SandboxIntegration,
  SandboxOrganisation,
} from './options.ts'
export type { Publication } from './store/publications.ts'

export type PostizSandbox = {
  /** Origin of the page, the uploads and the control plane. */
  url: string
  /** What a client of Postiz is given; ends in `/api/public/v1`. */
  baseUrl: string
  close: () => Promise<void>
}

/** Several changes within this time are told as one. */
const tellAfterMs = 25

/** What nginx does by default. */
const gatewayKeepAliveMs = 65_000

/**
 * Starts a stand-in for a Postiz server, which publishes on its own page.
 * @throws SANDBOX_CONTENT_INVALID where the organisations do not fit; EADDRINUSE where the port is
 * taken
 */
export async function startPostizSandbox(options: PostizSandboxOptions): Promise<PostizSandbox> {
  const parsed = sandboxContent.safeParse(options.organisations)
  if (!parsed.success) {
    const sentences = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
    const message = `The sandbox's organisations do not fit: ${sentences.join('; ')}`
    throw Object.assign(new Error(message), { code: 'SANDBOX_CONTENT_INVALID' })
  }
  const store = openStore(options.file ?? ':memory:')
  const teller = openTeller(tellAfterMs)
  const tell = options.onError ?? ((error) => console.error('The Postiz sandbox failed:', error))
  let isClosed = false
  const sandbox: Sandbox = {
    store,
    faults: openFaultBox(options.faultSeed ?? 1),
    kind: options.kind ?? '2.23',
    limit: { perHour: options.limitPerHour ?? 90, ttlMs: options.limitTtlMs ?? 3_600_000 },
    publishDelayMs: options.publishDelayMs ?? 300,
    dateShiftMs: options.dateShiftMs ?? 0,
    now: options.now ?? Date.now,
    publicUrl: '',
    panelUrl: options.panelUrl ?? null,
    fetchPublic: options.fetchPublic ?? fetchPublic,
    // A request that a fault held back may find the store closed; nobody waits for it any more.
    onError: (error) => isClosed || tell(error),
    wakeWorkflow: () => workflows.wake(),
    changed: teller.changed,
    onChange: teller.onChange,
    loadContent: () => loadContent(store, parsed.data),
  }
  const workflows = runWorkflows(sandbox)
  sandbox.loadContent()

  const server = createServer((request, response) => {
    serveRequest({ sandbox, request, response }).catch((error: unknown) => {
      sandbox.onError(error)
      response.destroy()
    })
  })
  server.keepAliveTimeout = gatewayKeepAliveMs
  server.on('clientError', (_, socket) => socket.destroy())
  await listen(server, options.port, options.host ?? '127.0.0.1').catch((error: unknown) => {
    store.close()
    throw error
  })
  const { port } = server.address() as AddressInfo
  const url = `http://${urlHost(options.host ?? '127.0.0.1')}:${port}`
  sandbox.publicUrl = (options.publicUrl ?? url).replace(/\/$/, '')
  workflows.wake()

  return {
    url,
    baseUrl: `${url}/api/public/v1`,
    async close() {
      if (isClosed) return
      isClosed = true
      workflows.stop()
      teller.stop()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      store.close()
    },
  }
}

function listen(server: ReturnType<typeof createServer>, port: number, host: string) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
