import type { Readable } from 'node:stream'

/** What a file is, by its own bytes. */
export type MediaFacts = {
  /** Its type: `jpeg`, `mov`, … */
  kind: string
  /** A picture in colours that are shown wrongly in many places: CMYK, 16 bits, a wide profile without its like on the web. */
  hasOddColours?: boolean
  hasAlpha?: boolean
  isAnimated?: boolean
  /** A video whose streams every platform plays: H.264 with 8 bits in 4:2:0, and AAC or no sound. */
  isPlain?: boolean
}

/**
 * What a file is made into where a channel does not take it as it is: a picture of one of `types`, or an MP4 with H.264
 * and AAC. Equal conversions of one file are made once.
 */
export type Conversion = {
  to: 'picture' | 'video'
  /** Types of media that the result may have. */
  types: string[]
  maxBytes: number
  /** In pixels: the longer side, and width times height. */
  maxSide?: number
  maxPixels?: number
}

/** A file as a channel receives it. `bytes` is its size; `seconds` the length of a clip. */
export type MediaFile = {
  id: string
  /** Another one as soon as the file behind the id is another one. */
  version: string
  filename: string
  mimeType: string
  bytes: number
  width?: number | null
  height?: number | null
  seconds?: number | null
  /** What a look into it found; missing for what was uploaded before files were looked into. */
  facts?: MediaFacts | null
  alt?: string | null
  /** Opens the file anew each time it is called. */
  open: () => Promise<Readable>
}

/**
 * What follows a post where the platform has threads or comments: the first comment, the second part of a thread.
 * `delayMinutes` are counted from what goes before it.
 */
export type Part = { text: string; media: MediaFile[]; delayMinutes: number }

/** What a delivery says, frozen by its plan. `text` is Markdown as the author wrote it. */
export type Content = {
  title: string
  text: string
  link?: string | null
  /** The link as its author wrote it, where parameters were added to it. */
  canonicalLink?: string | null
  media: MediaFile[]
  /** What is laid over the clip of the video that was made for it: some platforms forbid that. */
  superimposed?: ('intro' | 'outro')[]
  /** In their order; none where it is missing. */
  parts?: Part[]
  /** Of what series it is an item, where it is one. */
  flight?: Flight
}

/** What a receiver is told of the series of an item; `key` is the same for every attempt to bring it there. */
export type Flight = {
  collection: string
  boardName: string
  mode: string
  feedUrl: string
  key: string
}

/** The channel as an adapter needs to know it. `settings` are the platform's own (a board, a privacy level). */
export type ChannelFacts = {
  id: string
  name: string
  platform: string
  integrationId?: string | null
  settings: Record<string, unknown>
  /** Of a webhook: whether its receiver gets flat bodies. */
  isFlat?: boolean
}

/** Why a content does not fit a channel: `code` is stable, `message` says what to do, `field` where. */
export type Refusal = {
  code: string
  message: string
  field: 'text' | 'media' | 'link' | 'title' | 'settings' | 'parts'
  /** The place within the settings: `subreddit[0].value.title`. */
  setting?: string
  /** What is allowed where that is a figure, and what was found. */
  limit?: number
  count?: number
  /** Where the rule was read, and on which day (ISO 8601). */
  source?: string
  checkedOn?: string
}

/**
 * How a call with an effect ended.
 * - `submitted`: taken, the platform has not said yet whether it is live
 * - `published`: live, proved by the platform
 * - `unknown`: it may or may not have had its effect (time-out after sending, 5xx, torn connection)
 * - `retry`: certainly without effect, worth another attempt; `retryAfterMs` where the far side named one
 * - `restage`: certainly without effect, but what was staged can't be used any more
 * - `failed`: certainly without effect, and another attempt would end the same way
 */
export type Outcome =
  | { kind: 'submitted'; answer: Answer }
  | {
      kind: 'published'
      externalId?: string
      externalUrl?: string
      warning?: string
      answer: Answer
    }
  | { kind: 'unknown'; code: string; message: string; answer: Answer }
  | { kind: 'retry'; code: string; message: string; retryAfterMs?: number; answer: Answer }
  | { kind: 'restage'; code: string; message: string; answer: Answer }
  | { kind: 'failed'; code: string; message: string; answer: Answer }

/**
 * How a call ended that hands a whole post to its receiver: as `Outcome` for what needs no staging, and besides
 * - `dispatched`: the receiver has it, and can never tell whether it is live
 * - `partly`: some of the receivers have it, the others get theirs at `nextAt`
 */
export type DirectOutcome =
  | (Extract<Outcome, { kind: 'published' }> & { message: string })
  | Extract<Outcome, { kind: 'unknown' | 'retry' | 'failed' }>
  | { kind: 'dispatched'; message: string; answer: Answer }
  | { kind: 'partly'; message: string; nextAt: Date; answer: Answer }

/** What came back, for the receipt: the HTTP status where there was one, and a redacted excerpt of the body. */
export type Answer = { statusCode?: number; meta?: Record<string, unknown> }

/** Where a draft that we staged stands at the far side. */
export type RemoteState =
  | { kind: 'draft'; draftId: string; answer: Answer }
  | { kind: 'pending'; draftId: string; answer: Answer }
  | {
      kind: 'published'
      draftId: string
      externalId?: string
      externalUrl?: string
      answer: Answer
    }
  | {
      kind: 'error'
      draftId: string
      /** True where the platform's own address of the post is known: it is live although reported as an error. */
      isLive: boolean
      externalUrl?: string
      /** Of one that is live: which of its parts are not, counted from 1; missing where that is not known. */
      missingParts?: number[]
      code: string
      message: string
      answer: Answer
    }
  | { kind: 'absent'; answer: Answer }
  | { kind: 'unreachable'; code: string; message: string; retryAfterMs?: number; answer: Answer }

/**
 * A post that is ready to be staged: its files are uploaded, and what is to be known of it fits into a request.
 * `account` may be among the posts of one request once; `bytes` is what it adds to one.
 */
export type PreparedPost = { account: string; bytes: number }

/** A draft as the far side lists it, filed under `draftAt` for an account there. */
export type ListedDraft = { draftId: string; draftAt: Date; account: string }

/**
 * How the staging of many posts by one request ended.
 * - `staged`: `draftIds` in the order of the posts; undefined for one that was not named, which may exist all the same
 * - `refused`: certainly none of them was made, for what is in one of them; `blamed` are those that the far side named,
 *   by their places, each with what it has against them; empty where it named none
 * - the others as for `Outcome`, for all of them alike
 */
export type StagedTogether =
  | { kind: 'staged'; draftIds: (string | undefined)[]; answer: Answer }
  | {
      kind: 'refused'
      blamed: { index: number; message: string }[]
      code: string
      message: string
      answer: Answer
    }
  | Extract<Outcome, { kind: 'unknown' | 'retry' | 'failed' }>

/**
 * A channel that is staged ahead, fired at its second and confirmed afterwards.
 * `draftAt` is the instant under which the draft is filed at the far side, chosen and remembered by the caller
 * before `stage` is called, so that a draft whose id never arrived can be found again.
 */
export type StagedChannel<Connection, Prepared extends PreparedPost = PreparedPost> = {
  /** Checks one content and uploads its files, so that it can be staged. Changes nothing that is seen outside. */
  prepare: (args: {
    connection: Connection
    channel: ChannelFacts
    content: Content
    reference: string
    signal?: AbortSignal
  }) => Promise<
    { kind: 'prepared'; post: Prepared } | Extract<Outcome, { kind: 'retry' | 'failed' }>
  >
  /** Creates drafts with one request, all filed under one instant; each account may be among them once. */
  stageMany: (args: {
    connection: Connection
    posts: Prepared[]
    draftAt: Date
    /** May use what others must leave of the requests of an hour. */
    isUrgent: boolean
    /** The whole time that the request may take, in ms. @default the connection's */
    timeoutMs?: number
    signal?: AbortSignal
  }) => Promise<StagedTogether>
  /** As `prepare` and `stageMany` for one. */
  stage: (args: {
    connection: Connection
    channel: ChannelFacts
    content: Content
    draftAt: Date
    reference: string
    isUrgent?: boolean
    signal?: AbortSignal
  }) => Promise<
    | { kind: 'staged'; draftId: string; answer: Answer }
    | Extract<Outcome, { kind: 'unknown' | 'retry' | 'failed' }>
  >
  /** The one call with an effect. Never call it twice for one draft. */
  fire: (args: {
    connection: Connection
    draftId: string
    signal?: AbortSignal
  }) => Promise<Outcome>
  /** Reads, changes nothing. */
  look: (args: {
    connection: Connection
    channel: ChannelFacts
    draftAt: Date
    /** Where it is known: the draft is then found even if somebody moved it in time at the far side. */
    draftId?: string | null
    /** As it was staged. Where the id is not known, a draft that somebody has edited at the far side is found by this. */
    reference?: string
    signal?: AbortSignal
  }) => Promise<RemoteState>
  /** As `look` for many drafts, with as few requests as their instants allow; in the order of `drafts`. */
  lookMany: (args: {
    connection: Connection
    drafts: Omit<Parameters<StagedChannel<Connection>['look']>[0], 'connection' | 'signal'>[]
    signal?: AbortSignal
  }) => Promise<RemoteState[]>
  /**
   * Finds what was staged under a reference in a span of time, where it is not known any more under which instant; with
   * the instant, where it is found.
   */
  findByReference: (args: {
    connection: Connection
    channel: ChannelFacts
    reference: string
    from: Date
    to: Date
    signal?: AbortSignal
  }) => Promise<{ found: RemoteState; draftAt?: Date }>
  /** All drafts that stand between two instants, both included, whoever made them. Costs no counted request. */
  listDrafts: (args: {
    connection: Connection
    from: Date
    to: Date
    signal?: AbortSignal
  }) => Promise<
    | { kind: 'listed'; drafts: ListedDraft[]; answer: Answer }
    | Extract<RemoteState, { kind: 'unreachable' }>
  >
  /** Deletes what has just been seen to be a draft, and makes sure where the answer leaves a doubt. */
  discard: (args: {
    connection: Connection
    draftId: string
    signal?: AbortSignal
  }) => Promise<
    | { kind: 'gone'; answer: Answer }
    | { kind: 'kept'; code: string; message: string; answer: Answer }
  >
  /** Takes a draft back. `gone` is certain; `kept` says why not. */
  withdraw: (args: {
    connection: Connection
    draftId: string
    channel: ChannelFacts
    draftAt: Date
    signal?: AbortSignal
  }) => Promise<
    | { kind: 'gone'; answer: Answer }
    | { kind: 'kept'; code: string; message: string; answer: Answer }
  >
  /** What keeps this content from this channel; empty where it fits. */
  check: (args: { channel: ChannelFacts; content: Content }) => Refusal[]
  /** Into what a file is made before it is sent; undefined where it is taken as it is. */
  chooseConversion: (args: {
    channel: ChannelFacts
    content: Content
    file: MediaFile
  }) => Conversion | undefined
  /** The text exactly as the platform will show it. */
  preview: (args: { channel: ChannelFacts; content: Content }) => string
}
