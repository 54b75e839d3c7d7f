import { z } from 'zod'
import { providers } from './rules/providers.ts'

const identifier = z.string().refine((value) => Object.hasOwn(providers, value), {
  error: (issue) => `Postiz has no provider "${String(issue.input)}"`,
})

const integrationOptions = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  /** Postiz's name of the provider: `x`, `instagram`, `linkedin-page`, … */
  identifier,
  picture: z.string().default(''),
  profile: z.string().optional(),
  disabled: z.boolean().default(false),
  refreshNeeded: z.boolean().default(false),
  /** Id or name of one of the organisation's groups. */
  group: z.string().optional(),
  /** A verified account on X may write 4,000 characters. */
  verified: z.boolean().default(false),
  /** What the integration's tools answer, by method name, in place of the built-in answers; its provider may lack them. */
  tools: z.record(z.string(), z.unknown()).default({}),
})

const organisationOptions = z.object({
  name: z.string().min(1),
  /** The API key, sent as the whole `Authorization` header. */
  key: z.string().min(1),
  groups: z.array(z.object({ id: z.string().min(1), name: z.string().min(1) })).default([]),
  /** Labels of the tags that exist; Postiz ignores all others. */
  tags: z.array(z.string()).default([]),
  integrations: z.array(integrationOptions),
})

export const sandboxContent = z.array(organisationOptions).superRefine((organisations, context) => {
  const seen = { name: new Set<string>(), key: new Set<string>(), integration: new Set<string>() }
  const once = (what: keyof typeof seen, value: string) => {
    if (seen[what].has(value)) context.addIssue(`two have the same ${what}`)
    seen[what].add(value)
  }
  for (const organisation of organisations) {
    once('name', organisation.name)
    once('key', organisation.key)
    for (const integration of organisation.integrations) {
      once('integration', integration.id)
      const isKnown = organisation.groups.some(
        ({ id, name }) => integration.group === id || integration.group === name,
      )
      if (integration.group && !isKnown)
        context.addIssue(`${integration.id} is in a group that ${organisation.name} lacks`)
    }
  }
})

/** What stands in the sandbox's Postiz from the start, as one writes it. */
export type SandboxOrganisation = z.input<typeof organisationOptions>
export type SandboxIntegration = z.input<typeof integrationOptions>
export type CheckedOrganisation = z.output<typeof organisationOptions>

/** `2.23` is the newest release; `newer` is what comes after it (stricter about dates, PUT settings). */
export type PostizKind = '2.23' | 'newer'

export type PostizSandboxOptions = {
  /** 0 takes any free port. */
  port: number
  /** @default '127.0.0.1' */
  host?: string
  /** Where it keeps everything over a restart. @default ':memory:' */
  file?: string
  organisations: SandboxOrganisation[]
  /** @default '2.23' */
  kind?: PostizKind
  /** Counted requests per organisation and window. @default 90 */
  limitPerHour?: number
  /** Length of the window, and of the block after an excess, in ms. @default 3_600_000 */
  limitTtlMs?: number
  /** From a post's due time (or its switching on, if later) to its publication. @default 300 */
  publishDelayMs?: number
  /** By how much dates are kept other than they are given, as where its machine is not set to UTC, in ms. @default 0 */
  dateShiftMs?: number
  /** Epoch ms, UTC. @default Date.now */
  now?: () => number
  /** Of the generator that decides whether a fault strikes. @default 1 */
  faultSeed?: number
  /** Origin under which others reach this server. @default the address it listens on */
  publicUrl?: string
  /** Linked from the page while nothing is published yet. */
  panelUrl?: string
  /** Fetches a public https address for `upload-from-url`. @default a client that refuses others */
  fetchPublic?: (url: string) => Promise<Uint8Array>
  /** Told of what the sandbox itself did wrong; the client gets a 500. @default console.error */
  onError?: (error: unknown) => void
}
