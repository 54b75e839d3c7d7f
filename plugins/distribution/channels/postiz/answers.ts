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

export type RemotePost = z.infer<typeof post>
export type Group = z.infer<typeof group>
export type Integration = z.infer<typeof integrationsAnswer>[number]
export type PeekedPost = z.infer<typeof peekAnswer>[number]
