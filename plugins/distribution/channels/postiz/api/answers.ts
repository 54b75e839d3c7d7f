import { z } from 'zod'

/** What is read of Postiz's answers; everything else in them is ignored. */
const group = z.object({ id: z.string().min(1), name: z.string() })

export const connectedAnswer = z.object({ connected: z.literal(true) })

export const groupsAnswer = z.array(group)

export const integrationsAnswer = z.array(
  z.object({
    id: z.string().min(1),
    name: z.string(),
    identifier: z.string().min(1),
    picture: z.string().nullish(),
    disabled: z.boolean().nullish(),
    profile: z.string().nullish(),
    customer: group.nullish(),
  }),
)

export const uploadAnswer = z.object({ id: z.string().min(1), path: z.string().min(1) })

export const createdAnswer = z.array(
  z.object({ postId: z.string().min(1), integration: z.string().min(1) }),
)

export const statusAnswer = z.object({ id: z.string().min(1), state: z.string() })

/** Success is `{"error":true}`, oddly; the status says it. */
export const deletedAnswer = z.object({})

const post = z.object({
  id: z.string().min(1),
  publishDate: z.string(),
  state: z.string(),
  releaseURL: z.string().nullish(),
  releaseId: z.string().nullish(),
  intervalInDays: z.number().nullish(),
  integration: z.object({ id: z.string() }).nullish(),
})

export const postsAnswer = z.object({ posts: z.array(post) })

/** The whole row with its comments after it; empty for an unknown or deleted post. */
export const peekAnswer = z.array(
  z.object({
    id: z.string().min(1),
    state: z.string(),
    releaseURL: z.string().nullish(),
    releaseId: z.string().nullish(),
    error: z.unknown().optional(),
    settings: z.unknown().optional(),
  }),
)

/** Where a person connects an account. */
export const linkAnswer = z.object({ url: z.string().min(1) })

const figures = z.array(
  z.object({
    label: z.string(),
    data: z.array(z.object({ total: z.union([z.string(), z.number()]), date: z.string() })),
  }),
)

export const channelFiguresAnswer = figures

/** `missing` where the platform gave no id of the post. */
export const postFiguresAnswer = z.union([figures, z.object({ missing: z.literal(true) })])

/** `settings` is a JSON Schema, or a sentence where there are none. */
export const settingsAnswer = z.object({
  output: z.object({
    rules: z.unknown().optional(),
    maxLength: z.number().nullish(),
    settings: z.unknown().optional(),
    tools: z
      .array(
        z.object({
          methodName: z.string().min(1),
          description: z.string().nullish(),
          dataSchema: z.unknown().optional(),
        }),
      )
      .nullish(),
  }),
})

/** Whatever the platform says: each tool answers in a shape of its own. */
export const toolAnswer = z.object({ output: z.unknown() })

export type RemoteSettings = z.infer<typeof settingsAnswer>['output']
export type RemoteFigures = z.infer<typeof figures>
export type RemotePost = z.infer<typeof post>
export type Group = z.infer<typeof group>
export type Integration = z.infer<typeof integrationsAnswer>[number]
type PeekedRow = z.infer<typeof peekAnswer>[number]

/** A post with what follows it, in its order. */
export type PeekedPost = PeekedRow & { parts: PeekedRow[] }
