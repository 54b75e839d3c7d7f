import type { MediaFile } from '../../adapter.ts'
import { uploadFile } from '../files/uploadFile.ts'
import {
  channelFiguresAnswer,
  connectedAnswer,
  createdAnswer,
  deletedAnswer,
  type Group,
  groupsAnswer,
  type Integration,
  integrationsAnswer,
  linkAnswer,
  type PeekedPost,
  peekAnswer,
  postFiguresAnswer,
  postsAnswer,
  type RemoteFigures,
  type RemotePost,
  type RemoteSettings,
  settingsAnswer,
  statusAnswer,
  toolAnswer,
} from './answers.ts'
import { createCallApi, type Reply } from './callApi.ts'
import { defaultTimeoutMs, type PostizConnection, type RemoteFile } from './connection.ts'
import { inBudget } from './inBudget.ts'
import { type NewPost, writePost } from './writePost.ts'

type Signal = { signal?: AbortSignal }

/** What Postiz's public API offers us. */
export type PostizClient = {
  /** Whether the address is right and the key taken. */
  isConnected: (args?: Signal) => Promise<Reply<true>>
  /** The customer groups of the organisation. */
  listGroups: (args?: Signal) => Promise<Reply<Group[]>>
  /** The connected accounts, of one customer group or of all. */
  listIntegrations: (args?: { group?: string } & Signal) => Promise<Reply<Integration[]>>
  /** Sends one file, read as it goes. Changes nothing that is seen outside, so its faults are never `unknown`. */
  upload: (args: { file: MediaFile } & Signal) => Promise<Reply<RemoteFile>>
  /**
   * One counted request for all `posts`, which share `date` (kept to the ms). `isUrgent` may use what is kept back from
   * others. Where the budget has none left, it ends with `POSTIZ_BUDGET_SPENT` and the wait, without a request.
   * @default isUrgent false
   */
  createPosts: (
    args: { type: 'draft' | 'schedule'; date: Date; posts: NewPost[]; isUrgent?: boolean } & Signal,
  ) => Promise<Reply<{ postId: string; integration: string }[]>>
  /** All root posts from `from` to `to`, both included; and every repeating post, whatever its time. */
  listPosts: (args: { from: Date; to: Date } & Signal) => Promise<Reply<RemotePost[]>>
  /** `schedule` publishes, again if need be: Postiz has no guard against a second time. */
  setStatus: (
    args: { postId: string; status: 'draft' | 'schedule' } & Signal,
  ) => Promise<Reply<{ id: string; state: string }>>
  /** Takes the post and its comments out of Postiz; never off the network. */
  deletePost: (args: { postId: string } & Signal) => Promise<Reply<true>>
  /** The whole row of one post, without the key; `null` where there is none. Not documented by Postiz. */
  peek: (args: { postId: string } & Signal) => Promise<Reply<PeekedPost | null>>
  /** What the provider of an account takes: its settings, its length, the tools that it offers. */
  readSettings: (args: { integrationId: string } & Signal) => Promise<Reply<RemoteSettings>>
  /** Asks the platform something through an account: its boards, its channels. Changes nothing. */
  runTool: (
    args: { integrationId: string; tool: string; data: Record<string, string> } & Signal,
  ) => Promise<Reply<unknown>>
  /** The page on which a person connects an account of this platform, or connects it anew. */
  findConnectPage: (args: { platform: string } & Signal) => Promise<Reply<string>>
  /** What the platform counted of an account in these days. */
  channelFigures: (
    args: { integrationId: string; days: number } & Signal,
  ) => Promise<Reply<RemoteFigures>>
  /** What the platform counted of a post in these days; `missing` where Postiz does not know the platform's id of it. */
  postFigures: (
    args: { postId: string; days: number } & Signal,
  ) => Promise<Reply<RemoteFigures | { missing: true }>>
}

/**
 * Speaks Postiz's public API (2.21.7 and later) over axios.
 * No method throws of its own (what keeps the budget may), none follows a redirect, each answer is checked for its content type, its size (8 MB)
 * and its shape, and the key is in no message and no answer. A base URL or key that can't be right is refused
 * without a request: `POSTIZ_ADDRESS_INVALID`, `POSTIZ_KEY_MISSING`, `POSTIZ_KEY_HAS_BEARER`,
 * `POSTIZ_KEY_MALFORMED`; for all other codes see `readError`.
 */
export const createPostizClient = (
  connection: Omit<PostizConnection, 'uploads'>,
  { now = () => new Date() }: { now?: () => Date } = {},
): PostizClient => {
  const call = createCallApi({ connection, now })

  const map = <T, U>(reply: Reply<T>, change: (value: T) => U): Reply<U> =>
    reply.ok ? { ...reply, value: change(reply.value) } : reply

  return {
    isConnected: async ({ signal } = {}) =>
      map(
        await call({
          method: 'GET',
          path: '/is-connected',
          answer: connectedAnswer,
          hasEffect: false,
          signal,
        }),
        () => true,
      ),

    listGroups: ({ signal } = {}) =>
      call({ method: 'GET', path: '/groups', answer: groupsAnswer, hasEffect: false, signal }),

    listIntegrations: ({ group, signal } = {}) =>
      call({
        method: 'GET',
        path: `/integrations${group ? `?group=${encodeURIComponent(group)}` : ''}`,
        answer: integrationsAnswer,
        hasEffect: false,
        signal,
      }),

    upload: ({ file, signal }) =>
      uploadFile({ call, file, timeoutMs: connection.timeoutMs ?? defaultTimeoutMs, signal }),

    createPosts: ({ type, date, posts, isUrgent = false, signal }) =>
      inBudget({
        budget: connection.budget,
        isUrgent,
        now,
        call: () =>
          call({
            method: 'POST',
            path: '/posts',
            answer: createdAnswer,
            hasEffect: true,
            body: JSON.stringify({
              type,
              date: date.toISOString(),
              shortLink: false,
              tags: [],
              posts: posts.map(writePost),
            }),
            signal,
          }),
      }),

    listPosts: async ({ from, to, signal }) =>
      map(
        await call({
          method: 'GET',
          path: `/posts?${new URLSearchParams({ startDate: from.toISOString(), endDate: to.toISOString() })}`,
          answer: postsAnswer,
          hasEffect: false,
          signal,
        }),
        ({ posts }) => posts,
      ),

    setStatus: ({ postId, status, signal }) =>
      call({
        method: 'PUT',
        path: `/posts/${encodeURIComponent(postId)}/status`,
        answer: statusAnswer,
        hasEffect: true,
        body: JSON.stringify({ status }),
        signal,
      }),

    deletePost: async ({ postId, signal }) =>
      map(
        await call({
          method: 'DELETE',
          path: `/posts/${encodeURIComponent(postId)}`,
          answer: deletedAnswer,
          hasEffect: true,
          signal,
        }),
        () => true,
      ),

    peek: async ({ postId, signal }) =>
      map(
        await call({
          method: 'GET',
          path: `/public/posts/${encodeURIComponent(postId)}`,
          answer: peekAnswer,
          hasEffect: false,
          isPublic: true,
          signal,
        }),
        (rows) => {
          const root = rows.find(({ id }) => id === postId)
          return root ? { ...root, parts: rows.filter((row) => row !== root) } : null
        },
      ),

    readSettings: async ({ integrationId, signal }) =>
      map(
        await call({
          method: 'GET',
          path: `/integration-settings/${encodeURIComponent(integrationId)}`,
          answer: settingsAnswer,
          hasEffect: false,
          signal,
        }),
        ({ output }) => output,
      ),

    runTool: async ({ integrationId, tool, data, signal }) =>
      map(
        await call({
          method: 'POST',
          path: `/integration-trigger/${encodeURIComponent(integrationId)}`,
          answer: toolAnswer,
          hasEffect: false,
          body: JSON.stringify({ methodName: tool, data }),
          signal,
        }),
        ({ output }) => output,
      ),

    findConnectPage: async ({ platform, signal }) =>
      map(
        await call({
          method: 'GET',
          path: `/social/${encodeURIComponent(platform)}`,
          answer: linkAnswer,
          hasEffect: false,
          signal,
        }),
        ({ url }) => url,
      ),

    channelFigures: ({ integrationId, days, signal }) =>
      call({
        method: 'GET',
        path: `/analytics/${encodeURIComponent(integrationId)}?date=${days}`,
        answer: channelFiguresAnswer,
        hasEffect: false,
        signal,
      }),

    postFigures: ({ postId, days, signal }) =>
      call({
        method: 'GET',
        path: `/analytics/post/${encodeURIComponent(postId)}?date=${days}`,
        answer: postFiguresAnswer,
        hasEffect: false,
        signal,
      }),
  }
}
